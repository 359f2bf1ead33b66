-- The buyer of an order is the person of the row that it was made with, under whichever row the person goes today.
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
       c.document_number AS buyer_document_number
  FROM sales_order o
  JOIN sales_channel h ON h.shop_id = o.shop_id AND h.channel_key = o.channel_key
  JOIN person_row b ON b.shop_id = o.shop_id AND b.customer_id = o.customer_id
  JOIN customer_profile c ON c.shop_id = b.shop_id AND c.customer_id = b.person_id;
