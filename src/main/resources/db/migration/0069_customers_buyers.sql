-- Whose only orders were given up from the start had bought nothing, and their orders were not found by name.
UPDATE customer_directory d
   SET has_bought = true
 WHERE NOT has_bought
   AND EXISTS (SELECT
                 FROM customer c
                 JOIN sales_order o ON o.shop_id = c.shop_id AND o.customer_id = c.customer_id
                WHERE c.shop_id = d.shop_id AND c.person_id = d.customer_id);
