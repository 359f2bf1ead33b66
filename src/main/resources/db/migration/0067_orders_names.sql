-- Orders are counted by stretches of their buyers' names, which begin with a mark each. Places of marks are in the order of the
-- names, and none is used again.
CREATE TABLE order_name_mark (
    shop_id bigint NOT NULL,
    place bigint GENERATED ALWAYS AS IDENTITY,
    from_name text COLLATE "es-x-icu" NOT NULL,
    from_person_id bigint NOT NULL,
    CONSTRAINT order_name_mark_pk PRIMARY KEY (shop_id, place)
);

CREATE INDEX order_name_mark_by_name ON order_name_mark (shop_id, from_name, from_person_id);

-- Where the orders of a customer are counted; those that wait to be, of a customer who has no place yet, where their name belongs.
CREATE TABLE order_name_place (
    shop_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    place bigint NOT NULL,
    CONSTRAINT order_name_place_pk PRIMARY KEY (shop_id, customer_id)
) WITH (fillfactor = 90);

-- How many orders a shop had when its stretches were made.
CREATE TABLE order_name_division (
    shop_id bigint NOT NULL,
    orders bigint NOT NULL,
    CONSTRAINT order_name_division_pk PRIMARY KEY (shop_id)
);

-- Who may belong in another place since: their person has another name, or they are another person's.
CREATE TABLE order_name_change (
    shop_id bigint NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    CONSTRAINT order_name_change_pk PRIMARY KEY (shop_id, change_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE FUNCTION order_name_follows_directory() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_name_change (shop_id, customer_id)
    SELECT NEW.shop_id, r.customer_id
      FROM order_buyer_row r
     WHERE r.shop_id = NEW.shop_id AND r.person_id = NEW.customer_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER order_name_follows_directory
 AFTER UPDATE OF sort_name ON customer_directory FOR EACH ROW
  WHEN (NEW.has_bought AND OLD.sort_name IS DISTINCT FROM NEW.sort_name)
EXECUTE FUNCTION order_name_follows_directory();

CREATE FUNCTION order_name_follows_merges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_name_change (shop_id, customer_id) VALUES (NEW.shop_id, NEW.customer_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER order_name_follows_merges
 AFTER UPDATE OF merged_root ON customer FOR EACH ROW
  WHEN (OLD.merged_root IS DISTINCT FROM NEW.merged_root)
EXECUTE FUNCTION order_name_follows_merges();

-- Whose order it is, of those that wait to be counted; of those that wait now, which are counted by names below, nobody's.
ALTER TABLE order_search_change ADD customer_id bigint;

-- Until a shop is divided, everything is in place 0.
INSERT INTO order_name_place (shop_id, customer_id, place)
SELECT DISTINCT shop_id, customer_id, 0 FROM sales_order;

INSERT INTO order_search_count (shop_id, list, level, block, channel_key, state, rows)
SELECT o.shop_id, 'name', l.level, 0, o.channel_key, o.state, count(*)
  FROM sales_order o
 CROSS JOIN (VALUES (1), (2), (3), (4)) AS l(level)
 GROUP BY 1, 2, 3, 4, 5, 6;
