-- What the seller does with an order besides its way to the buyer, in the words of OrderChangeKind. The timeline goes on
-- telling of the way alone.
ALTER TABLE order_event DROP CONSTRAINT order_event_kind_known;
ALTER TABLE order_event ADD CONSTRAINT order_event_kind_known CHECK (kind IN
    ('created', 'paused', 'label_assigned', 'picked', 'packed', 'shipped', 'delivered', 'canceled', 'returned',
     'address_changed', 'carrier_notice', 'payment_recorded', 'paid',
     'invoiced', 'invoice_withdrawn', 'shipment_changed', 'contact_changed', 'processed', 'reopened', 'closed',
     'buyer_feedback', 'seller_feedback', 'payment_changed'));

DROP INDEX order_event_customer_history;
CREATE INDEX order_event_customer_history ON order_event (shop_id, customer_id, at, event_id)
    WHERE kind IN ('paused', 'label_assigned', 'picked', 'packed', 'shipped', 'delivered', 'canceled', 'returned',
                   'address_changed', 'carrier_notice');

CREATE OR REPLACE VIEW timeline_shipment_event AS
SELECT e.shop_id, e.customer_id AS holder_id, e.at, e.event_id AS id, e.order_id,
       e.kind AS word, NULL::text AS channel, e.description AS text, NULL::bigint AS amount_cents, NULL::text AS currency
  FROM order_event e
 WHERE e.kind IN ('paused', 'label_assigned', 'picked', 'packed', 'shipped', 'delivered', 'canceled', 'returned',
                  'address_changed', 'carrier_notice');
