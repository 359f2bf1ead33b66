-- What happened, written in the transaction in which it happened, and taken from here by whoever passes it on.
-- attempts counts how often an event was claimed. due_at is when it may be claimed: at once, after the lease of whoever
-- claimed it, after the pause of a retry, or, for an event that stands in the way behind an older one of its key, far off.
CREATE TABLE outbox_event (
    shop_id bigint NOT NULL,
    ordering_key text NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    topic text NOT NULL,
    attribute_names text[] NOT NULL,
    attribute_values text[] NOT NULL,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    -- Also finds the oldest event of a key, which is the only one that may be delivered.
    CONSTRAINT outbox_event_pk PRIMARY KEY (shop_id, ordering_key, position),
    CONSTRAINT outbox_event_topic_length CHECK (length(topic) BETWEEN 1 AND 100),
    CONSTRAINT outbox_event_ordering_key_length CHECK (length(ordering_key) BETWEEN 1 AND 200),
    CONSTRAINT outbox_event_attributes_paired CHECK (cardinality(attribute_names) = cardinality(attribute_values))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- Finds what is due, whatever the shop.
CREATE INDEX outbox_event_due ON outbox_event (due_at, position);
