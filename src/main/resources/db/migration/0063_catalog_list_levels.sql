-- Ranked lists are counted by blocks of 32,768 ids too, and their levels are the bits that blocks leave out of an id.

UPDATE item_list_count SET level = 10 * level;

INSERT INTO item_list_count (shop_id, list, level, block, rows)
SELECT shop_id, list, 15, block >> 5, sum(rows)
  FROM item_list_count
 WHERE level = 10
 GROUP BY shop_id, list, block >> 5
HAVING sum(rows) <> 0;

ANALYZE item_list_count;

UPDATE product_list_count SET level = 10 * level;

INSERT INTO product_list_count (shop_id, list, level, block, rows)
SELECT shop_id, list, 15, block >> 5, sum(rows)
  FROM product_list_count
 WHERE level = 10
 GROUP BY shop_id, list, block >> 5
HAVING sum(rows) <> 0;

ANALYZE product_list_count;

DROP INDEX product_list_count_too_long;
CREATE INDEX product_list_count_too_long ON product_list_count (shop_id) WHERE level = 10 AND rows > 4096;
