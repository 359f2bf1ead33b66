-- Searches walk, sort and count on orders by what is in the index of the order in which they do, without looking at the rows.
DROP INDEX sales_order_by_time;
DROP INDEX sales_order_by_update;
DROP INDEX sales_order_customer_history;
DROP INDEX sales_order_of_state;
CREATE INDEX sales_order_by_time ON sales_order (shop_id, created_at, order_id) INCLUDE (state, channel_key);
CREATE INDEX sales_order_by_update ON sales_order (shop_id, updated_at, order_id) INCLUDE (state, channel_key);
CREATE INDEX sales_order_customer_history ON sales_order (shop_id, customer_id, created_at, order_id)
    INCLUDE (state, channel_key);
CREATE INDEX sales_order_of_state ON sales_order (shop_id, state)
    INCLUDE (order_id, customer_id, created_at, updated_at, channel_key);

-- Of those who ever bought alone.
CREATE OR REPLACE VIEW order_buyer_name AS
SELECT shop_id, customer_id AS person_id, sort_name AS buyer_name FROM customer_directory WHERE has_bought;
