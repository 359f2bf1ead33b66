-- As before, but that the identities of a buyer who has one row, as most have, are looked up without the person's other rows.
DROP VIEW order_with_buyer;
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
  JOIN customer_summary c ON c.shop_id = b.shop_id AND c.customer_id = b.person_id
  LEFT JOIN LATERAL (
       SELECT min(value) FILTER (WHERE kind = 'mercadolibre') AS marketplace_id,
              min(value) FILTER (WHERE kind = 'nickname') AS nickname
         FROM customer_identity
        WHERE shop_id = b.shop_id
          AND customer_id = ANY (
              CASE WHEN c.person_rows > 1
                   THEN ARRAY(SELECT k.customer_id FROM person_row k WHERE k.shop_id = b.shop_id AND k.person_id = b.person_id)
                   ELSE ARRAY[b.person_id] END)) i ON true;
