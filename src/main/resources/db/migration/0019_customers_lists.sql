-- Where a person has written from or was written to, as bits: 1 WhatsApp, 2 Messenger, 4 Instagram.
ALTER TABLE customer
    ADD platforms smallint NOT NULL DEFAULT 0,
    ADD CONSTRAINT customer_platforms_known CHECK (platforms BETWEEN 0 AND 7);

CREATE INDEX customer_document ON customer (shop_id, document_number) WHERE document_number IS NOT NULL;

CREATE FUNCTION customer_day(created_at timestamptz, time_zone text) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (created_at AT TIME ZONE time_zone)::date - date '1970-01-01';

CREATE FUNCTION customer_chat_block(chat_at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN floor(extract(epoch FROM chat_at AT TIME ZONE 'UTC') * 1000)::bigint >> 20;

-- What lists of people go by: one row for each person, of all their rows together. The day is that of the root's creation in
-- the shop's time zone, counted from 1970-01-01.
CREATE TABLE customer_listing (
    shop_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    day integer NOT NULL,
    document_type text,
    platforms smallint NOT NULL,
    chat_at timestamptz,
    chat_block bigint GENERATED ALWAYS AS (customer_chat_block(chat_at)) STORED,
    CONSTRAINT customer_listing_pk PRIMARY KEY (shop_id, customer_id)
) WITH (fillfactor = 80);

CREATE INDEX customer_listing_of_day ON customer_listing (shop_id, day);
CREATE INDEX customer_listing_of_chat ON customer_listing (shop_id, chat_at, customer_id) WHERE chat_at IS NOT NULL;

-- Who joined (+1) or left (-1) a cell of the lists, until it is folded into the counts. A day_block is 1,024 ids of one day, a
-- chat_block 2^20 milliseconds since 1970, which is about 17 minutes, and null for who has not chatted.
CREATE TABLE customer_list_change (
    shop_id bigint NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    document_type text,
    platforms smallint NOT NULL,
    day integer NOT NULL,
    day_block bigint NOT NULL,
    chat_block bigint,
    delta integer NOT NULL,
    CONSTRAINT customer_list_change_pk PRIMARY KEY (shop_id, change_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- How many people are in each list ('created': all, 'silent': those who have not chatted, 'chat': the others, 'period': the
-- others by the period of 16 days in which they came), by document type ('' is any) and platform (0 is any). Level 2 counts by
-- days or by windows of 128 chat blocks (37 hours), level 1 by blocks.
CREATE TABLE customer_list_count (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    document_type text NOT NULL,
    platform smallint NOT NULL,
    level integer NOT NULL,
    period integer NOT NULL,
    block bigint NOT NULL,
    rows bigint NOT NULL,
    CONSTRAINT customer_list_count_pk PRIMARY KEY (shop_id, list, document_type, platform, level, period, block)
) WITH (fillfactor = 80);

-- A customer's row is written by many statements; the lists follow it here, whoever writes.
CREATE FUNCTION customer_joins_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH listed AS (
        INSERT INTO customer_listing (shop_id, customer_id, day, document_type, platforms, chat_at)
        SELECT NEW.shop_id, NEW.customer_id, customer_day(NEW.created_at, s.time_zone), NEW.document_type, NEW.platforms,
               NEW.last_chat_at
          FROM shop s
         WHERE s.shop_id = NEW.shop_id
        RETURNING *)
    INSERT INTO customer_list_change (shop_id, document_type, platforms, day, day_block, chat_block, delta)
    SELECT shop_id, document_type, platforms, day, (day::bigint << 30) + (customer_id >> 10), chat_block, 1
      FROM listed;
    RETURN NULL;
END
$$;

CREATE FUNCTION customer_list_person(shop bigint, person bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    known customer_listing;
    fresh customer_listing;
BEGIN
    -- Locked before the rows of the person are read, so that two who chat at once do not miss each other.
    SELECT * INTO known FROM customer_listing WHERE shop_id = shop AND customer_id = person FOR UPDATE;
    SELECT r.shop_id, r.customer_id, customer_day(r.created_at, s.time_zone),
           CASE WHEN r.document_number IS NULL THEN coalesce(o.document_type, r.document_type) ELSE r.document_type END,
           o.platforms, o.chat_at, customer_chat_block(o.chat_at)
      INTO fresh
      FROM customer r
      JOIN shop s ON s.shop_id = r.shop_id
     CROSS JOIN LATERAL (
           SELECT bit_or(m.platforms) AS platforms, max(m.last_chat_at) AS chat_at,
                  (array_agg(m.document_type ORDER BY m.customer_id) FILTER (WHERE m.document_number IS NOT NULL))[1]
                      AS document_type
             FROM customer m
            WHERE m.shop_id = r.shop_id AND m.person_id = r.customer_id) o
     WHERE r.shop_id = shop AND r.customer_id = person AND r.merged_into IS NULL;

    IF known.customer_id IS NULL AND fresh.customer_id IS NOT NULL THEN
        INSERT INTO customer_listing (shop_id, customer_id, day, document_type, platforms, chat_at)
        VALUES (shop, person, fresh.day, fresh.document_type, fresh.platforms, fresh.chat_at);
    ELSIF fresh.customer_id IS NULL THEN
        DELETE FROM customer_listing WHERE shop_id = shop AND customer_id = person;
    ELSE
        UPDATE customer_listing
           SET document_type = fresh.document_type, platforms = fresh.platforms, chat_at = fresh.chat_at
         WHERE shop_id = shop AND customer_id = person;
    END IF;

    INSERT INTO customer_list_change (shop_id, document_type, platforms, day, day_block, chat_block, delta)
    SELECT shop, c.document_type, c.platforms, c.day, (c.day::bigint << 30) + (person >> 10), c.chat_block, c.delta
      FROM (VALUES (known.day, known.document_type, known.platforms, known.chat_block, -1),
                   (fresh.day, fresh.document_type, fresh.platforms, fresh.chat_block, 1))
           AS c(day, document_type, platforms, chat_block, delta)
     WHERE c.day IS NOT NULL
       AND (known.day, known.document_type, known.platforms, known.chat_block)
           IS DISTINCT FROM (fresh.day, fresh.document_type, fresh.platforms, fresh.chat_block);
END
$$;

CREATE FUNCTION customer_changes_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM customer_list_person(NEW.shop_id, NEW.person_id);
    IF NEW.person_id <> OLD.person_id THEN
        PERFORM customer_list_person(OLD.shop_id, OLD.person_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER customer_joins_lists AFTER INSERT ON customer FOR EACH ROW EXECUTE FUNCTION customer_joins_lists();

CREATE TRIGGER customer_changes_lists
 AFTER UPDATE OF document_type, document_number, platforms, last_chat_at, merged_root ON customer FOR EACH ROW
  WHEN ((OLD.document_type, OLD.document_number, OLD.platforms, OLD.last_chat_at, OLD.merged_root)
        IS DISTINCT FROM (NEW.document_type, NEW.document_number, NEW.platforms, NEW.last_chat_at, NEW.merged_root))
EXECUTE FUNCTION customer_changes_lists();

INSERT INTO customer_listing (shop_id, customer_id, day, document_type, platforms, chat_at)
SELECT c.shop_id, c.customer_id, customer_day(c.created_at, s.time_zone), p.document_type, c.platforms, p.last_chat_at
  FROM customer c
  JOIN customer_profile p ON p.shop_id = c.shop_id AND p.customer_id = c.customer_id
  JOIN shop s ON s.shop_id = c.shop_id;

INSERT INTO customer_list_change (shop_id, document_type, platforms, day, day_block, chat_block, delta)
SELECT shop_id, document_type, platforms, day, (day::bigint << 30) + (customer_id >> 10), chat_block, 1
  FROM customer_listing;
