-- Who ever bought, so that orders are read by their buyers' names without those who did not. It is never taken back, and true of
-- whoever was merged with others, or was so once.
ALTER TABLE customer_directory ADD has_bought boolean NOT NULL DEFAULT false;

UPDATE customer_directory d
   SET has_bought = true
 WHERE EXISTS (SELECT
                 FROM customer c
                WHERE c.shop_id = d.shop_id AND c.person_id = d.customer_id
                  AND (c.purchases > 0
                       OR EXISTS (SELECT FROM sales_order o WHERE o.shop_id = c.shop_id AND o.customer_id = c.customer_id)));

CREATE INDEX customer_directory_of_buyers ON customer_directory (shop_id, sort_name, customer_id) WHERE has_bought;

CREATE FUNCTION customer_has_bought(shop bigint, person bigint) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    UPDATE customer_directory SET has_bought = true WHERE shop_id = shop AND customer_id = person AND NOT has_bought;
END;

-- As before, with who comes by buying.
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
        INSERT INTO customer_directory (shop_id, customer_id, sort_name, text, has_bought)
        SELECT NEW.shop_id, NEW.customer_id, n.sort_name, customer_directory_text(n.sort_name, NEW.email), NEW.purchases > 0
          FROM (SELECT customer_sort_name(NEW.first_name, NEW.last_name, NEW.whatsapp_name) AS sort_name OFFSET 0) n
        RETURNING *)
    INSERT INTO customer_directory_change (shop_id, customer_id, sort_name, text, delta)
    SELECT shop_id, customer_id, sort_name, text, 1
      FROM entered;
    RETURN NULL;
END
$$;

-- As before, and whoever gets other rows has the purchases of these.
CREATE OR REPLACE FUNCTION customer_changes_directory() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM customer_enter_directory(NEW.shop_id, NEW.person_id);
    IF NEW.person_id <> OLD.person_id THEN
        PERFORM customer_enter_directory(OLD.shop_id, OLD.person_id);
        PERFORM customer_has_bought(NEW.shop_id, NEW.person_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION customer_buys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM customer_has_bought(NEW.shop_id, NEW.person_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER customer_buys
 AFTER UPDATE OF purchases ON customer FOR EACH ROW
  WHEN (OLD.purchases = 0 AND NEW.purchases > 0)
EXECUTE FUNCTION customer_buys();
