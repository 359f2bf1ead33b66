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

-- A person: the root with the email of the agent in charge, which is the shops' to keep. Counters are those of all rows;
-- a contact, a name or a document that the root lacks is that of the oldest other row that has one.
DROP VIEW customer_profile;
CREATE VIEW customer_profile AS
SELECT r.shop_id, r.customer_id, r.public_id,
       CASE WHEN r.first_name IS NULL AND r.last_name IS NULL THEN o.first_name ELSE r.first_name END AS first_name,
       CASE WHEN r.first_name IS NULL AND r.last_name IS NULL THEN o.last_name ELSE r.last_name END AS last_name,
       coalesce(r.email, o.email) AS email,
       coalesce(r.phone, o.phone) AS phone,
       CASE WHEN r.document_number IS NULL THEN coalesce(o.document_type, r.document_type)
            ELSE r.document_type END AS document_type,
       coalesce(r.document_number, o.document_number) AS document_number,
       r.address, r.city, r.state, r.zip_code, r.country, r.notes, r.whatsapp_opt_in,
       coalesce(r.whatsapp_name, o.whatsapp_name) AS whatsapp_name,
       r.agent_id,
       a.email AS agent_email,
       coalesce(o.purchases, r.purchases) AS purchases,
       coalesce(o.last_activity_at, r.last_activity_at) AS last_activity_at,
       coalesce(o.last_chat_at, r.last_chat_at) AS last_chat_at,
       r.created_at, r.updated_at
  FROM customer r
  LEFT JOIN staff_member a ON a.shop_id = r.shop_id AND a.staff_id = r.agent_id
  LEFT JOIN LATERAL (
       SELECT sum(m.purchases)::bigint AS purchases,
              max(m.last_activity_at) AS last_activity_at,
              max(m.last_chat_at) AS last_chat_at,
              (array_agg(m.email ORDER BY m.customer_id) FILTER (WHERE m.email IS NOT NULL))[1] AS email,
              (array_agg(m.phone ORDER BY m.customer_id) FILTER (WHERE m.phone IS NOT NULL))[1] AS phone,
              (array_agg(m.whatsapp_name ORDER BY m.customer_id) FILTER (WHERE m.whatsapp_name IS NOT NULL))[1]
                  AS whatsapp_name,
              (array_agg(m.first_name ORDER BY m.customer_id) FILTER (WHERE m.first_name IS NOT NULL
                                                                         OR m.last_name IS NOT NULL))[1] AS first_name,
              (array_agg(m.last_name ORDER BY m.customer_id) FILTER (WHERE m.first_name IS NOT NULL
                                                                        OR m.last_name IS NOT NULL))[1] AS last_name,
              (array_agg(m.document_type ORDER BY m.customer_id) FILTER (WHERE m.document_number IS NOT NULL))[1]
                  AS document_type,
              (array_agg(m.document_number ORDER BY m.customer_id) FILTER (WHERE m.document_number IS NOT NULL))[1]
                  AS document_number
         FROM customer m
        WHERE r.person_rows > 1 AND m.shop_id = r.shop_id AND m.person_id = r.customer_id) o ON true
 WHERE r.merged_into IS NULL;

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
