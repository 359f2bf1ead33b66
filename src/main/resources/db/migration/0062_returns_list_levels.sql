-- Ranked lists are counted by blocks of 32,768 ids too, and their levels are the bits that blocks leave out of an id.

UPDATE customer_return_list_count SET level = 10 * level;

INSERT INTO customer_return_list_count (shop_id, list, level, block, rows)
SELECT shop_id, list, 15, block >> 5, sum(rows)
  FROM customer_return_list_count
 WHERE level = 10
 GROUP BY shop_id, list, block >> 5
HAVING sum(rows) <> 0;

ANALYZE customer_return_list_count;
