CREATE SEQUENCE webhook_id_sequence START 900001;

-- Where a shop wants to be told of something. The secrets sign what is sent, so they are kept as they are.
CREATE TABLE webhook (
    shop_id bigint NOT NULL,
    webhook_id bigint NOT NULL DEFAULT nextval('webhook_id_sequence'),
    type text NOT NULL,
    url text NOT NULL,
    active boolean NOT NULL DEFAULT true,
    secret bytea NOT NULL,
    previous_secret bytea,
    -- Until then what is sent is signed with both secrets.
    previous_secret_until timestamptz,
    -- The number of the newest delivery, counted in the transaction that writes it, so that there are no gaps.
    last_sequence bigint NOT NULL DEFAULT 0,
    -- The receiver asked to be left alone until then.
    quiet_until timestamptz,
    removed_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT webhook_pk PRIMARY KEY (shop_id, webhook_id),
    CONSTRAINT webhook_type_known CHECK (type IN ('order_created', 'order_updated', 'shipment_event_created')),
    CONSTRAINT webhook_url_length CHECK (length(url) BETWEEN 1 AND 2048),
    CONSTRAINT webhook_removed_is_inactive CHECK (NOT active OR removed_at IS NULL)
) WITH (fillfactor = 50);

CREATE UNIQUE INDEX webhook_one_active ON webhook (shop_id, type) WHERE active;

-- One thing to tell one receiver, and what became of it. A pending delivery is due at a time, or has none while an older
-- one of its ordering key is pending. due_at is also when the lease of whoever is sending it ends; claims counts the
-- leases, so that somebody whose lease is over changes nothing any more.
CREATE TABLE webhook_delivery (
    shop_id bigint NOT NULL,
    webhook_id bigint NOT NULL,
    sequence bigint NOT NULL,
    ordering_key text NOT NULL,
    state text NOT NULL DEFAULT 'pending',
    claims integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz,
    body_bytes integer NOT NULL,
    happened_at timestamptz NOT NULL,
    attempted_at timestamptz,
    ended_at timestamptz,
    last_status integer,
    last_fault text,
    CONSTRAINT webhook_delivery_pk PRIMARY KEY (shop_id, webhook_id, sequence),
    CONSTRAINT webhook_delivery_webhook FOREIGN KEY (shop_id, webhook_id) REFERENCES webhook (shop_id, webhook_id),
    CONSTRAINT webhook_delivery_state_known CHECK (state IN ('pending', 'delivered', 'failed', 'discarded')),
    CONSTRAINT webhook_delivery_ended CHECK ((state = 'pending') = (ended_at IS NULL)),
    CONSTRAINT webhook_delivery_due CHECK (state = 'pending' OR due_at IS NULL)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- Finds what is due, receiver by receiver.
CREATE INDEX webhook_delivery_schedule ON webhook_delivery (shop_id, webhook_id, due_at, sequence)
    WHERE due_at IS NOT NULL;

-- Finds what is pending of one ordering key, the oldest first.
CREATE INDEX webhook_delivery_pending ON webhook_delivery (shop_id, webhook_id, ordering_key, sequence)
    WHERE state = 'pending';

-- What is sent: the same bytes at every attempt. Apart from the delivery, whose row changes with every attempt.
CREATE TABLE webhook_body (
    shop_id bigint NOT NULL,
    webhook_id bigint NOT NULL,
    sequence bigint NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT webhook_body_pk PRIMARY KEY (shop_id, webhook_id, sequence),
    CONSTRAINT webhook_body_delivery FOREIGN KEY (shop_id, webhook_id, sequence)
        REFERENCES webhook_delivery (shop_id, webhook_id, sequence) ON DELETE CASCADE
);
