-- A person is met by more than a telephone and an email. A WhatsApp number is a telephone, and is kept as one.
ALTER TABLE customer_identity
    DROP CONSTRAINT customer_identity_kind_known,
    ADD CONSTRAINT customer_identity_kind_known CHECK (kind IN
        ('phone', 'email', 'whatsapp_scoped', 'messenger', 'instagram', 'mercadolibre', 'nickname', 'document')),
    ADD CONSTRAINT customer_identity_value_length CHECK (length(value) BETWEEN 1 AND 254);

-- Two rows found to be one person: one of them points at the other, and keeps everything that hangs on it. person_id is
-- the row at the end of the pointers, the row itself as a rule; person_rows, kept there, says how many rows end in it.
ALTER TABLE customer
    ADD merged_into bigint,
    ADD merged_root bigint,
    ADD person_id bigint NOT NULL GENERATED ALWAYS AS (coalesce(merged_root, customer_id)) STORED,
    ADD person_rows integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT customer_merged_into FOREIGN KEY (shop_id, merged_into) REFERENCES customer (shop_id, customer_id),
    ADD CONSTRAINT customer_merged_root FOREIGN KEY (shop_id, merged_root) REFERENCES customer (shop_id, customer_id),
    ADD CONSTRAINT customer_merged_whole CHECK ((merged_into IS NULL) = (merged_root IS NULL)),
    ADD CONSTRAINT customer_merged_into_another CHECK (merged_into <> customer_id AND merged_root <> customer_id),
    ADD CONSTRAINT customer_person_rows_bounded CHECK (person_rows BETWEEN 1 AND 50);

CREATE INDEX customer_person ON customer (shop_id, person_id, customer_id);

-- The rows of a person, for those whose own rows point at one of them.
CREATE VIEW person_row AS
SELECT shop_id, person_id, customer_id FROM customer;

-- Who merged what, and who took it back. A row is absorbed by one other at a time.
CREATE TABLE customer_merge (
    shop_id bigint NOT NULL,
    merge_id bigint GENERATED ALWAYS AS IDENTITY,
    kept_id bigint NOT NULL,
    absorbed_id bigint NOT NULL,
    merged_by text NOT NULL,
    merged_at timestamptz NOT NULL,
    undone_by text,
    undone_at timestamptz,
    CONSTRAINT customer_merge_pk PRIMARY KEY (shop_id, merge_id),
    CONSTRAINT customer_merge_kept FOREIGN KEY (shop_id, kept_id) REFERENCES customer (shop_id, customer_id),
    CONSTRAINT customer_merge_absorbed FOREIGN KEY (shop_id, absorbed_id) REFERENCES customer (shop_id, customer_id),
    CONSTRAINT customer_merge_undone_whole CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);

CREATE UNIQUE INDEX customer_merge_standing ON customer_merge (shop_id, absorbed_id) WHERE undone_at IS NULL;
CREATE INDEX customer_merge_of_kept ON customer_merge (shop_id, kept_id, merge_id);
