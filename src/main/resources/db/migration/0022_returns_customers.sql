-- Of the order: what a buyer sent back is read by the buyer and the time, whatever the order.
ALTER TABLE customer_return ADD COLUMN customer_id bigint;
UPDATE customer_return r
   SET customer_id = o.customer_id
  FROM sales_order o
 WHERE o.shop_id = r.shop_id AND o.order_id = r.order_id;
ALTER TABLE customer_return ALTER COLUMN customer_id SET NOT NULL;
CREATE INDEX customer_return_customer_history ON customer_return (shop_id, customer_id, created_at, return_id);
