-- The answers of creating requests that carried an Idempotency-Key, written with what they created.
CREATE TABLE idempotent_answer (
    shop_id bigint NOT NULL,
    idempotency_key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    content_type text,
    body bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT idempotent_answer_pk PRIMARY KEY (shop_id, idempotency_key)
);

CREATE INDEX idempotent_answer_age ON idempotent_answer (created_at);
