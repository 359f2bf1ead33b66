-- Beside its number in its channel every order has a web id: ten letters and digits, unique in the shop. It is all that an
-- order of a point of sale has.
ALTER TABLE sales_order ADD COLUMN web_id text;

UPDATE sales_order o
   SET web_id = (SELECT string_agg(substr('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
                                          1 + floor(62 * random())::integer, 1), '')
                   FROM generate_series(1, 10)
                  WHERE o.order_id IS NOT NULL);

ALTER TABLE sales_order
    ALTER COLUMN web_id SET NOT NULL,
    ADD CONSTRAINT sales_order_web_id_unique UNIQUE (shop_id, web_id),
    ADD CONSTRAINT sales_order_web_id_length CHECK (length(web_id) = 10);

-- By days: how many orders there are of each ('day:' and the date in the shop's time zone) tells where a page begins, and
-- from there the orders are read in the order of their times.
INSERT INTO order_list_count (shop_id, list, level, block, rows)
SELECT o.shop_id, 'day:' || to_char(o.created_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD'), v.level,
       o.order_id >> (10 * v.level), count(*)
  FROM sales_order o
  JOIN shop s USING (shop_id)
 CROSS JOIN (VALUES (1), (2)) AS v(level)
 GROUP BY 1, 2, 3, 4;

CREATE INDEX sales_order_by_time ON sales_order (shop_id, created_at, order_id);

-- What a buyer did is read by the buyer and the time, whatever the order. An order never changes its customer's row.
DROP INDEX sales_order_customer_history;
CREATE INDEX sales_order_customer_history ON sales_order (shop_id, customer_id, created_at, order_id);

ALTER TABLE order_payment ADD COLUMN customer_id bigint;
UPDATE order_payment p
   SET customer_id = o.customer_id
  FROM sales_order o
 WHERE o.shop_id = p.shop_id AND o.order_id = p.order_id;
ALTER TABLE order_payment ALTER COLUMN customer_id SET NOT NULL;
CREATE INDEX order_payment_customer_history
    ON order_payment (shop_id, customer_id, (coalesce(paid_at, created_at)), payment_id);

ALTER TABLE order_event ADD COLUMN customer_id bigint;
UPDATE order_event e
   SET customer_id = o.customer_id
  FROM sales_order o
 WHERE o.shop_id = e.shop_id AND o.order_id = e.order_id;
ALTER TABLE order_event ALTER COLUMN customer_id SET NOT NULL;
-- The order and its payments tell the other kinds themselves.
CREATE INDEX order_event_customer_history ON order_event (shop_id, customer_id, at, event_id)
    WHERE kind NOT IN ('created', 'payment_recorded', 'paid');

DROP VIEW order_with_buyer;
CREATE VIEW order_with_buyer AS
SELECT o.*,
       h.name AS channel_name,
       c.public_id AS buyer_public_id,
       c.first_name AS buyer_first_name,
       c.last_name AS buyer_last_name,
       c.email AS buyer_email,
       c.phone AS buyer_phone,
       c.document_type AS buyer_document_type,
       c.document_number AS buyer_document_number
  FROM sales_order o
  JOIN sales_channel h ON h.shop_id = o.shop_id AND h.channel_key = o.channel_key
  JOIN customer c ON c.shop_id = o.shop_id AND c.customer_id = o.customer_id;
