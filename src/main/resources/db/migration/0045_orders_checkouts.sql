-- Orders of the shop's own site, by a hash of the secret that their buyers hold. The row comes first, so that the same purchase
-- sent twice is one order, whichever arrives first.
CREATE TABLE order_checkout (
    shop_id bigint NOT NULL,
    secret_hash bytea NOT NULL,
    order_id bigint NOT NULL,
    placed_at timestamptz NOT NULL,
    CONSTRAINT order_checkout_pk PRIMARY KEY (shop_id, secret_hash),
    CONSTRAINT order_checkout_order FOREIGN KEY (shop_id, order_id) REFERENCES sales_order (shop_id, order_id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT order_checkout_hash_length CHECK (length(secret_hash) = 32)
);
