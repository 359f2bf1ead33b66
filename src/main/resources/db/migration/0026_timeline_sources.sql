-- What the timeline reads of others, each with the same columns and by an index of its owner that ends in (at, id), after
-- the holder: a row of the person's, or a conversation.
CREATE VIEW timeline_person AS
SELECT shop_id, person_id, customer_id FROM person_row;

CREATE VIEW timeline_order AS
SELECT o.shop_id, o.customer_id AS holder_id, o.created_at AS at, o.order_id AS id, o.order_id,
       o.fulfillment_status AS word, c.name AS channel, o.number AS text,
       o.products_total_cents - o.products_discount_cents - o.discount_cents + o.shipping_total_cents AS amount_cents,
       o.currency
  FROM sales_order o
  JOIN sales_channel c ON c.shop_id = o.shop_id AND c.channel_key = o.channel_key;

CREATE VIEW timeline_payment AS
SELECT p.shop_id, p.customer_id AS holder_id, coalesce(p.paid_at, p.created_at) AS at, p.payment_id AS id, p.order_id,
       p.status AS word, NULL::text AS channel, p.method AS text, p.amount_cents, o.currency
  FROM order_payment p
  JOIN sales_order o ON o.shop_id = p.shop_id AND o.order_id = p.order_id;

CREATE VIEW timeline_shipment_event AS
SELECT e.shop_id, e.customer_id AS holder_id, e.at, e.event_id AS id, e.order_id,
       e.kind AS word, NULL::text AS channel, e.description AS text, NULL::bigint AS amount_cents, NULL::text AS currency
  FROM order_event e
 WHERE e.kind NOT IN ('created', 'payment_recorded', 'paid');

CREATE VIEW timeline_return AS
SELECT r.shop_id, r.customer_id AS holder_id, r.created_at AS at, r.return_id AS id, r.order_id,
       r.status AS word, NULL::text AS channel, r.token AS text, NULL::bigint AS amount_cents, NULL::text AS currency
  FROM customer_return r;

CREATE VIEW timeline_conversation AS
SELECT shop_id, customer_id, conversation_id FROM conversation;

CREATE VIEW timeline_message AS
SELECT m.shop_id, m.conversation_id AS holder_id, m.sent_at AS at, m.message_id AS id, NULL::bigint AS order_id,
       m.direction AS word, a.channel, coalesce(m.text, m.filename, m.place_label) AS text,
       NULL::bigint AS amount_cents, NULL::text AS currency
  FROM message m
  JOIN channel_account a ON a.shop_id = m.shop_id AND a.account_id = m.account_id;
