-- Of customers' blocks, four of a level are one of the next, up to 256 of them. A place is found in half as many rows, where the
-- orders of a few customers are in all states that there are.
DELETE FROM order_search_count WHERE list = 'customer' AND level > 1;

INSERT INTO order_search_count (shop_id, list, level, block, channel_key, state, rows)
SELECT c.shop_id, c.list, l.level, c.block >> l.shift, c.channel_key, c.state, sum(c.rows)
  FROM order_search_count c
 CROSS JOIN (VALUES (2, 2), (3, 4), (4, 6), (5, 8), (6, 12), (7, 16)) AS l(level, shift)
 WHERE c.list = 'customer' AND c.level = 1
 GROUP BY 1, 2, 3, 4, 5, 6
HAVING sum(c.rows) <> 0;

ANALYZE order_search_count;
