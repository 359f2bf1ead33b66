-- A search by the buyer's name goes by the customers' own directory, which follows every change of a name.
DROP VIEW order_with_buyer_name;

CREATE VIEW order_buyer_name AS
SELECT shop_id, customer_id AS person_id, sort_name AS buyer_name FROM customer_directory;

CREATE VIEW order_buyer_row AS
SELECT shop_id, customer_id, person_id FROM person_row;

-- As before, with what a marketplace calls the buyer.
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
  JOIN customer_profile c ON c.shop_id = b.shop_id AND c.customer_id = b.person_id
  LEFT JOIN LATERAL (
       SELECT min(i.value) FILTER (WHERE i.kind = 'mercadolibre') AS marketplace_id,
              min(i.value) FILTER (WHERE i.kind = 'nickname') AS nickname
         FROM person_row k
         JOIN customer_identity i ON i.shop_id = k.shop_id AND i.customer_id = k.customer_id
        WHERE k.shop_id = b.shop_id AND k.person_id = b.person_id) i ON true;
