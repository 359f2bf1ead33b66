-- Of an order's several axes each is a few bits of its state, so that orders are counted and looked for by one number: bits 0
-- and 1 the contact status, 2 processed, 3 paid, 4 delivered, 5 closed, 6 the buyer's feedback, 7 the seller's, 8 to 10 the
-- status of the first shipment.
ALTER TABLE sales_order ADD shipment_status text NOT NULL DEFAULT 'pending';

UPDATE sales_order o
   SET shipment_status = s.status
  FROM order_shipment s
 WHERE s.shop_id = o.shop_id
   AND s.shipment_id = (SELECT min(shipment_id) FROM order_shipment f WHERE f.shop_id = o.shop_id AND f.order_id = o.order_id)
   AND s.status <> 'pending';

ALTER TABLE sales_order ADD state integer NOT NULL GENERATED ALWAYS AS (
    CASE contact_status WHEN 'first_contact' THEN 1 WHEN 'confirmed_data' THEN 2 ELSE 0 END
    + CASE WHEN processed_at IS NULL THEN 0 ELSE 4 END
    + CASE payment_status WHEN 'paid' THEN 8 ELSE 0 END
    + CASE WHEN delivered_at IS NULL THEN 0 ELSE 16 END
    + CASE WHEN closed_at IS NULL THEN 0 ELSE 32 END
    + CASE WHEN buyer_feedback IS NULL THEN 0 ELSE 64 END
    + CASE WHEN seller_feedback IS NULL THEN 0 ELSE 128 END
    + CASE shipment_status WHEN 'to_be_agreed' THEN 0 WHEN 'pending' THEN 256 WHEN 'pickup' THEN 512
                           WHEN 'print_tag' THEN 768 WHEN 'in_progress' THEN 1024 WHEN 'on_route' THEN 1280
                           WHEN 'delivered' THEN 1536 END) STORED;

CREATE INDEX sales_order_of_state ON sales_order (shop_id, state);
CREATE INDEX sales_order_by_update ON sales_order (shop_id, updated_at, order_id);

-- 2^24 milliseconds, about 4.7 hours.
CREATE FUNCTION order_period(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor(extract(epoch FROM at AT TIME ZONE 'UTC') * 1000)::bigint >> 24;

-- What orders joined (+1) or left (-1) a cell of the searches, until it is folded into the counts.
CREATE TABLE order_search_change (
    shop_id bigint NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    channel_key text NOT NULL,
    state integer NOT NULL,
    created_block bigint NOT NULL,
    updated_block bigint NOT NULL,
    customer_block bigint NOT NULL,
    delta integer NOT NULL,
    CONSTRAINT order_search_change_pk PRIMARY KEY (shop_id, change_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- How many orders are in each state, by channel: of all ('all', whose level and block are 0), and by blocks of each order in
-- which orders are read: 'created' and 'updated' by periods, 'customer' by four ids. Level 1 counts by blocks, level 2 by
-- 16 of them, or 64 of customers, and level 3 by 512, or 2,048.
CREATE TABLE order_search_count (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    level integer NOT NULL,
    block bigint NOT NULL,
    channel_key text NOT NULL,
    state integer NOT NULL,
    rows bigint NOT NULL,
    CONSTRAINT order_search_count_pk PRIMARY KEY (shop_id, list, level, block, channel_key, state) INCLUDE (rows)
) WITH (fillfactor = 80);

INSERT INTO order_search_count (shop_id, list, level, block, channel_key, state, rows)
SELECT o.shop_id, l.list, l.level, l.block, o.channel_key, o.state, count(*)
  FROM sales_order o
 CROSS JOIN LATERAL (VALUES
       ('all', 0, 0),
       ('created', 1, order_period(o.created_at)),
       ('created', 2, order_period(o.created_at) >> 4),
       ('created', 3, order_period(o.created_at) >> 9),
       ('updated', 1, order_period(o.updated_at)),
       ('updated', 2, order_period(o.updated_at) >> 4),
       ('updated', 3, order_period(o.updated_at) >> 9),
       ('customer', 1, o.customer_id >> 2),
       ('customer', 2, o.customer_id >> 8),
       ('customer', 3, o.customer_id >> 13)) AS l(list, level, block)
 GROUP BY 1, 2, 3, 4, 5, 6;

CREATE INDEX order_search_count_empty ON order_search_count (shop_id) WHERE rows = 0;

-- An order with what a search by the buyer's name goes by.
CREATE VIEW order_with_buyer_name AS
SELECT o.shop_id, o.order_id,
       nullif(concat_ws(' ', nullif(c.first_name, ''), nullif(c.last_name, '')), '') COLLATE "es-x-icu" AS buyer_name
  FROM sales_order o
  JOIN person_row b ON b.shop_id = o.shop_id AND b.customer_id = o.customer_id
  JOIN customer_profile c ON c.shop_id = b.shop_id AND c.customer_id = b.person_id;
