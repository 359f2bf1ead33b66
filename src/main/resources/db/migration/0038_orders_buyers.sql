-- The row of a buyer, for those who lock it before an order.
CREATE VIEW order_buyer AS
SELECT shop_id, customer_id FROM customer;
