-- How the shop's own site sells: which ways of shipping and of paying a buyer can choose. A shop without a row has both agreed
-- on after the order.
CREATE TABLE checkout_terms (
    shop_id bigint NOT NULL,
    shipping_to_be_agreed boolean NOT NULL,
    -- What any shipment costs, whatever is in it.
    flat_shipping_cents bigint,
    payment_to_be_agreed boolean NOT NULL,
    -- Where buyers transfer the money to, in the shop's own words.
    bank_transfer text,
    cash_on_delivery boolean NOT NULL,
    CONSTRAINT checkout_terms_pk PRIMARY KEY (shop_id),
    CONSTRAINT checkout_terms_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id),
    CONSTRAINT checkout_terms_flat_shipping_bounded CHECK (flat_shipping_cents BETWEEN 0 AND 100000000000),
    CONSTRAINT checkout_terms_bank_transfer_length CHECK (length(bank_transfer) BETWEEN 1 AND 1000),
    CONSTRAINT checkout_terms_some_shipping CHECK (shipping_to_be_agreed OR flat_shipping_cents IS NOT NULL),
    CONSTRAINT checkout_terms_some_payment CHECK (payment_to_be_agreed OR bank_transfer IS NOT NULL OR cash_on_delivery)
);
