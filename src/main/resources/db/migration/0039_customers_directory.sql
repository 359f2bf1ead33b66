-- The directory of people, in which a fragment of a name or an email is looked for anywhere within it. Accents and letter case
-- do not count.
CREATE FUNCTION customer_plain(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(normalize(lower(written), NFD), '[\u0300-\u036f]', '', 'g');

-- At most 200 characters. U+FFFF comes after everything, and so may stand for the end.
CREATE FUNCTION customer_sort_name(first_name text, last_name text, whatsapp_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lower(left(replace(coalesce(nullif(btrim(coalesce(btrim(first_name), '') || ' ' || coalesce(btrim(last_name), '')), ''),
                                       whatsapp_name, ''), U&'\FFFF', ''), 200));

-- No fragment has a line's end in it, so that none goes from the name over to the email.
CREATE FUNCTION customer_directory_text(sort_name text, email text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(customer_plain(sort_name), E'\n', ' ') || E'\n' || coalesce(customer_plain(email), '');

CREATE TABLE customer_directory (
    shop_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    sort_name text COLLATE "es-x-icu" NOT NULL,
    text text NOT NULL,
    CONSTRAINT customer_directory_pk PRIMARY KEY (shop_id, customer_id)
);

CREATE INDEX customer_directory_by_name ON customer_directory (shop_id, sort_name, customer_id) INCLUDE (text);

-- What was entered last waits in a list that each search reads whole, so it is kept short.
CREATE INDEX customer_directory_search ON customer_directory USING gin (customer_search_groups(shop_id, text))
  WITH (gin_pending_list_limit = 256);

-- Who came into the directory (+1) or left it (-1), until it is counted.
CREATE TABLE customer_directory_change (
    shop_id bigint NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    sort_name text COLLATE "es-x-icu" NOT NULL,
    text text NOT NULL,
    delta integer NOT NULL,
    CONSTRAINT customer_directory_change_pk PRIMARY KEY (shop_id, change_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- The fragments that are counted; the empty one is in everybody.
CREATE TABLE customer_directory_fragment (
    shop_id bigint NOT NULL,
    fragment text NOT NULL,
    fragment_id bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT customer_directory_fragment_pk PRIMARY KEY (shop_id, fragment)
);

-- The directory in stretches of some thousand people, on the axis of names and on that of ids, where every from_name is empty.
CREATE TABLE customer_directory_stretch (
    shop_id bigint NOT NULL,
    axis text NOT NULL,
    stretch_id bigint GENERATED ALWAYS AS IDENTITY,
    place integer NOT NULL,
    from_name text COLLATE "es-x-icu" NOT NULL,
    from_id bigint NOT NULL,
    CONSTRAINT customer_directory_stretch_pk PRIMARY KEY (shop_id, axis, stretch_id)
);

CREATE INDEX customer_directory_stretch_of_place ON customer_directory_stretch (shop_id, axis, place);
CREATE INDEX customer_directory_stretch_of_key ON customer_directory_stretch (shop_id, axis, from_name, from_id);

-- A stretch ends where the next one begins.
CREATE VIEW customer_directory_span AS
SELECT s.shop_id, s.axis, s.stretch_id, s.place, s.from_name, s.from_id,
       coalesce(n.from_name, U&'\FFFF') AS to_name, coalesce(n.from_id, 9223372036854775807) AS to_id
  FROM customer_directory_stretch s
  LEFT JOIN customer_directory_stretch n ON n.shop_id = s.shop_id AND n.axis = s.axis AND n.place = s.place + 1;

-- How many people of a stretch have a fragment. Where they are few, candidates holds all of them and maybe others.
CREATE TABLE customer_directory_count (
    shop_id bigint NOT NULL,
    fragment text NOT NULL,
    axis text NOT NULL,
    stretch_id bigint NOT NULL,
    rows bigint NOT NULL,
    candidates bigint[],
    CONSTRAINT customer_directory_count_pk PRIMARY KEY (shop_id, fragment, axis, stretch_id)
) WITH (fillfactor = 80);

CREATE INDEX customer_directory_count_too_long ON customer_directory_count (shop_id, axis, stretch_id)
 WHERE fragment = '' AND rows > 4096;

-- As before, and into the directory.
CREATE OR REPLACE FUNCTION customer_joins_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH listed AS (
        INSERT INTO customer_listing (shop_id, customer_id, day, document_type, platforms, chat_at)
        SELECT NEW.shop_id, NEW.customer_id, customer_day(NEW.created_at, s.time_zone), NEW.document_type, NEW.platforms,
               NEW.last_chat_at
          FROM shop s
         WHERE s.shop_id = NEW.shop_id
        RETURNING *),
    counted AS (
        INSERT INTO customer_list_change (shop_id, document_type, platforms, day, day_block, chat_block, delta)
        SELECT shop_id, document_type, platforms, day, (day::bigint << 30) + (customer_id >> 10), chat_block, 1
          FROM listed),
    entered AS (
        INSERT INTO customer_directory (shop_id, customer_id, sort_name, text)
        SELECT NEW.shop_id, NEW.customer_id, n.sort_name, customer_directory_text(n.sort_name, NEW.email)
          FROM (SELECT customer_sort_name(NEW.first_name, NEW.last_name, NEW.whatsapp_name) AS sort_name OFFSET 0) n
        RETURNING *)
    INSERT INTO customer_directory_change (shop_id, customer_id, sort_name, text, delta)
    SELECT shop_id, customer_id, sort_name, text, 1
      FROM entered;
    RETURN NULL;
END
$$;

CREATE FUNCTION customer_enter_directory(shop bigint, person bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    known customer_directory;
    fresh customer_directory;
BEGIN
    -- Locked before the rows of the person are read, so that two who change them at once do not miss each other.
    SELECT * INTO known FROM customer_directory WHERE shop_id = shop AND customer_id = person FOR UPDATE;
    SELECT n.shop_id, n.customer_id, n.sort_name, customer_directory_text(n.sort_name, n.email)
      INTO fresh
      FROM (SELECT p.shop_id, p.customer_id, p.email,
                   customer_sort_name(p.first_name, p.last_name, p.whatsapp_name) AS sort_name
              FROM customer_profile p
             WHERE p.shop_id = shop AND p.customer_id = person) n;

    IF known.customer_id IS NULL AND fresh.customer_id IS NOT NULL THEN
        INSERT INTO customer_directory (shop_id, customer_id, sort_name, text)
        VALUES (shop, person, fresh.sort_name, fresh.text);
    ELSIF fresh.customer_id IS NULL THEN
        DELETE FROM customer_directory WHERE shop_id = shop AND customer_id = person;
    ELSIF (known.sort_name, known.text) IS DISTINCT FROM (fresh.sort_name, fresh.text) THEN
        UPDATE customer_directory
           SET sort_name = fresh.sort_name, text = fresh.text
         WHERE shop_id = shop AND customer_id = person;
    END IF;

    INSERT INTO customer_directory_change (shop_id, customer_id, sort_name, text, delta)
    SELECT shop, person, c.sort_name, c.text, c.delta
      FROM (VALUES (known.sort_name, known.text, -1), (fresh.sort_name, fresh.text, 1)) AS c(sort_name, text, delta)
     WHERE c.text IS NOT NULL
       AND (known.sort_name, known.text) IS DISTINCT FROM (fresh.sort_name, fresh.text);
END
$$;

CREATE FUNCTION customer_changes_directory() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM customer_enter_directory(NEW.shop_id, NEW.person_id);
    IF NEW.person_id <> OLD.person_id THEN
        PERFORM customer_enter_directory(OLD.shop_id, OLD.person_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER customer_changes_directory
 AFTER UPDATE OF first_name, last_name, whatsapp_name, email, merged_root ON customer FOR EACH ROW
  WHEN ((OLD.first_name, OLD.last_name, OLD.whatsapp_name, OLD.email, OLD.merged_root)
        IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.whatsapp_name, NEW.email, NEW.merged_root))
EXECUTE FUNCTION customer_changes_directory();

WITH entered AS (
    INSERT INTO customer_directory (shop_id, customer_id, sort_name, text)
    SELECT n.shop_id, n.customer_id, n.sort_name, customer_directory_text(n.sort_name, n.email)
      FROM (SELECT p.shop_id, p.customer_id, p.email,
                   customer_sort_name(p.first_name, p.last_name, p.whatsapp_name) AS sort_name
              FROM customer_profile p) n
    RETURNING *)
INSERT INTO customer_directory_change (shop_id, customer_id, sort_name, text, delta)
SELECT shop_id, customer_id, sort_name, text, 1
  FROM entered;
