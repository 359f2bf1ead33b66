-- Without the list, which is one and the same here: what is implied by the index is not looked up in it, and a column that is not
-- looked up stands in the way of those after it.
DROP INDEX order_search_count_of_cell;
CREATE INDEX order_search_count_of_cell ON order_search_count (shop_id, level, state, channel_key, block) INCLUDE (rows)
 WHERE list = 'name';
