-- People are looked for by what begins a word of their name, and by any digits of a telephone that follow each other. Both go
-- by groups of three signs, each hashed with the shop, in indexes of PostgreSQL's own: no extension, and no shop reads what
-- another has.

-- Lower case without accents, a blank before each word.
CREATE FUNCTION customer_search_text(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ' ' || translate(lower(normalize(written, NFC)),
                            'áàâãäåéèêëíìîïóòôõöúùûüñçýÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇÝ%_\-.,''´`"()/',
                            'aaaaaaeeeeiiiiooooouuuuncyaaaaaaeeeeiiiiooooouuuuncy             ');

CREATE FUNCTION customer_search_groups(shop bigint, signs text) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT array_agg(DISTINCT hashtextextended(substr(signs, first, 3), shop))
              FROM generate_series(1, length(signs) - 2) AS first);

-- Kept beside the names, because making it costs more than all else that a search does with a row.
ALTER TABLE customer ADD name_text text GENERATED ALWAYS AS (customer_search_text(
    coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(whatsapp_name, ''))) STORED;

-- What was entered last waits in a list that each search reads whole, so it is kept short.
CREATE INDEX customer_name_search ON customer USING gin (customer_search_groups(shop_id, name_text))
  WITH (gin_pending_list_limit = 256);

CREATE INDEX customer_phone_search ON customer_identity
 USING gin (customer_search_groups(shop_id, value))
  WITH (gin_pending_list_limit = 256)
 WHERE kind = 'phone';
