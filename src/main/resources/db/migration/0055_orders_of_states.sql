-- The orders of one state in the orders by time, so that a page of those of several states is made of the first of each.
DROP INDEX sales_order_of_state;
CREATE INDEX sales_order_of_state ON sales_order (shop_id, state, created_at, order_id)
    INCLUDE (customer_id, updated_at, channel_key);
CREATE INDEX sales_order_of_state_by_update ON sales_order (shop_id, state, updated_at, order_id) INCLUDE (channel_key);
