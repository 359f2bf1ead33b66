-- Counts of blocks on more levels, each of 8 blocks of the one below, or 16 of customers, so that finding a place adds up fewer of
-- them. Level 1 counts by blocks, as before.
DELETE FROM order_search_count WHERE level > 1;

INSERT INTO order_search_count (shop_id, list, level, block, channel_key, state, rows)
SELECT c.shop_id, c.list, l.level, c.block >> l.shift, c.channel_key, c.state, sum(c.rows)
  FROM order_search_count c
  JOIN (VALUES ('created', 2, 3), ('created', 3, 6), ('created', 4, 9),
               ('updated', 2, 3), ('updated', 3, 6), ('updated', 4, 9),
               ('customer', 2, 4), ('customer', 3, 8), ('customer', 4, 12), ('customer', 5, 16)) AS l(list, level, shift)
    ON l.list = c.list
 WHERE c.level = 1
 GROUP BY 1, 2, 3, 4, 5, 6
HAVING sum(c.rows) <> 0;
