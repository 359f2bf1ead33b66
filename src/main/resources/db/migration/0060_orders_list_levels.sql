-- A ranked list is counted by blocks of 32,768 ids too, so that a page among a million is found in some dozens of rows instead of
-- a thousand. A level is the number of bits that its blocks leave out of an id: 10 and 20 were 1 and 2.

UPDATE order_list_count SET level = 10 * level;

INSERT INTO order_list_count (shop_id, list, level, block, rows)
SELECT shop_id, list, 15, block >> 5, sum(rows)
  FROM order_list_count
 WHERE level = 10
 GROUP BY shop_id, list, block >> 5
HAVING sum(rows) <> 0;

ANALYZE order_list_count;
