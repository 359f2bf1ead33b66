-- Who asks is shown without the last campaign.
CREATE OR REPLACE VIEW question_asker AS
SELECT r.shop_id, r.customer_id, p.customer_id AS person_id, p.first_name, p.last_name, p.email
  FROM customer r
  JOIN customer_summary p ON p.shop_id = r.shop_id AND p.customer_id = r.person_id;
