-- What happened, written in the transaction in which it happened, and taken from here by whoever passes it on.
CREATE TABLE outbox_event (
    shop_id bigint NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    topic text NOT NULL,
    ordering_key text NOT NULL,
    attributes jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    CONSTRAINT outbox_event_pk PRIMARY KEY (shop_id, position)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

-- Finds the oldest event of a key, which is the only one that may be delivered.
CREATE UNIQUE INDEX outbox_event_key ON outbox_event (shop_id, ordering_key, position);

-- Finds what is due, whatever the shop.
CREATE INDEX outbox_event_due ON outbox_event (due_at, position);
