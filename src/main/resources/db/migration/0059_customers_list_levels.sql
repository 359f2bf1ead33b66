-- Level 3 counts by 32 days or 32 windows (50 days), so that a list of years is added up from some dozens of rows. Level 3 alone
-- has a list 'day', whose period is the very day in which people came: of a span of days, what whole periods leave over.
INSERT INTO customer_list_count (shop_id, list, document_type, platform, level, period, block, rows)
SELECT shop_id, list, document_type, platform, 3, period, block >> 5, sum(rows)
  FROM customer_list_count
 WHERE level = 2
 GROUP BY shop_id, list, document_type, platform, period, block >> 5
HAVING sum(rows) <> 0;

-- Changes that wait will be folded into all lists, so they are left out here.
INSERT INTO customer_list_count (shop_id, list, document_type, platform, level, period, block, rows)
SELECT l.shop_id, 'day', t.document_type, p.platform, 3, l.day, l.chat_block >> 12, sum(l.delta)
  FROM (SELECT shop_id, document_type, platforms, day, chat_block, 1 AS delta FROM customer_listing
        UNION ALL
        SELECT shop_id, document_type, platforms, day, chat_block, -delta FROM customer_list_change) l
 CROSS JOIN LATERAL (VALUES (''), (l.document_type)) AS t(document_type)
 CROSS JOIN (VALUES (0), (1), (2), (4)) AS p(platform)
 WHERE l.chat_block IS NOT NULL AND t.document_type IS NOT NULL AND (p.platform = 0 OR l.platforms & p.platform <> 0)
 GROUP BY l.shop_id, t.document_type, p.platform, l.day, l.chat_block >> 12
HAVING sum(l.delta) <> 0;

-- Those who chatted are looked for by day and chat, or by chat, and narrowed by what is in the index. A chat changes both indexes
-- anyway.
DROP INDEX customer_listing_of_day;
DROP INDEX customer_listing_of_chat;
CREATE INDEX customer_listing_of_day ON customer_listing (shop_id, day, chat_at, customer_id)
    INCLUDE (document_type, platforms) WHERE chat_at IS NOT NULL;
CREATE INDEX customer_listing_of_chat ON customer_listing (shop_id, chat_at, customer_id)
    INCLUDE (day, document_type, platforms) WHERE chat_at IS NOT NULL;
