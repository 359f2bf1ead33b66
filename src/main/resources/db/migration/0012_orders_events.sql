-- What an order's log can tell of its way to the buyer, in the words of ShipmentEventKind, and of its payments. A notice of
-- the carrier is its own text.
ALTER TABLE order_event
    ADD CONSTRAINT order_event_kind_known CHECK (kind IN
        ('created', 'paused', 'label_assigned', 'picked', 'packed', 'shipped', 'delivered', 'canceled', 'returned',
         'address_changed', 'carrier_notice', 'payment_recorded', 'paid')),
    ADD CONSTRAINT order_event_notice_says_something CHECK (kind <> 'carrier_notice' OR length(description) > 0);
