-- The server prepares the expressions of generated columns and checks anew for each statement that writes the table: it reads
-- them from their text, and replaces a function in SQL by its body. For short statements that was a tenth of the whole. A
-- function in PL/pgSQL is read once a session, and the expression is its call.
CREATE OR REPLACE FUNCTION customer_search_text(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN ' ' || translate(lower(normalize(written, NFC)),
                            'áàâãäåéèêëíìîïóòôõöúùûüñçýÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇÝ%_\-.,''´`"()/',
                            'aaaaaaeeeeiiiiooooouuuuncyaaaaaaeeeeiiiiooooouuuuncy             ');
END $$;

-- As 0036 has it.
CREATE FUNCTION order_state(
    contact_status text, processed_at timestamptz, payment_status text, delivered_at timestamptz, closed_at timestamptz,
    buyer_feedback text, seller_feedback text, shipment_status text)
RETURNS integer LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE contact_status WHEN 'first_contact' THEN 1 WHEN 'confirmed_data' THEN 2 ELSE 0 END
           + CASE WHEN processed_at IS NULL THEN 0 ELSE 4 END
           + CASE payment_status WHEN 'paid' THEN 8 ELSE 0 END
           + CASE WHEN delivered_at IS NULL THEN 0 ELSE 16 END
           + CASE WHEN closed_at IS NULL THEN 0 ELSE 32 END
           + CASE WHEN buyer_feedback IS NULL THEN 0 ELSE 64 END
           + CASE WHEN seller_feedback IS NULL THEN 0 ELSE 128 END
           + CASE shipment_status WHEN 'to_be_agreed' THEN 0 WHEN 'pending' THEN 256 WHEN 'pickup' THEN 512
                                  WHEN 'print_tag' THEN 768 WHEN 'in_progress' THEN 1024 WHEN 'on_route' THEN 1280
                                  WHEN 'delivered' THEN 1536 END;
END $$;

DROP VIEW order_with_buyer;
ALTER TABLE sales_order DROP COLUMN state;

ALTER TABLE sales_order ADD state integer NOT NULL GENERATED ALWAYS AS (
    order_state(contact_status, processed_at, payment_status, delivered_at, closed_at, buyer_feedback, seller_feedback,
                shipment_status)) STORED;

CREATE INDEX sales_order_of_state ON sales_order (shop_id, state);

-- As before.
CREATE VIEW order_with_buyer AS
SELECT o.*,
       h.name AS channel_name,
       c.public_id AS buyer_public_id,
       c.first_name AS buyer_first_name,
       c.last_name AS buyer_last_name,
       c.email AS buyer_email,
       c.phone AS buyer_phone,
       c.document_type AS buyer_document_type,
       c.document_number AS buyer_document_number,
       i.marketplace_id AS buyer_marketplace_id,
       i.nickname AS buyer_nickname
  FROM sales_order o
  JOIN sales_channel h ON h.shop_id = o.shop_id AND h.channel_key = o.channel_key
  JOIN person_row b ON b.shop_id = o.shop_id AND b.customer_id = o.customer_id
  JOIN customer_profile c ON c.shop_id = b.shop_id AND c.customer_id = b.person_id
  LEFT JOIN LATERAL (
       SELECT min(i.value) FILTER (WHERE i.kind = 'mercadolibre') AS marketplace_id,
              min(i.value) FILTER (WHERE i.kind = 'nickname') AS nickname
         FROM person_row k
         JOIN customer_identity i ON i.shop_id = k.shop_id AND i.customer_id = k.customer_id
        WHERE k.shop_id = b.shop_id AND k.person_id = b.person_id) i ON true;
