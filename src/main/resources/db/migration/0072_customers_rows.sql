-- As before, with how many rows a person has, so that who looks at more of them need not where there is one.
CREATE OR REPLACE VIEW customer_summary AS
SELECT r.shop_id, r.customer_id, r.public_id,
       CASE WHEN r.first_name IS NULL AND r.last_name IS NULL THEN o.first_name ELSE r.first_name END AS first_name,
       CASE WHEN r.first_name IS NULL AND r.last_name IS NULL THEN o.last_name ELSE r.last_name END AS last_name,
       coalesce(r.email, o.email) AS email,
       coalesce(r.phone, o.phone) AS phone,
       CASE WHEN r.document_number IS NULL THEN coalesce(o.document_type, r.document_type)
            ELSE r.document_type END AS document_type,
       coalesce(r.document_number, o.document_number) AS document_number,
       r.address, r.city, r.state, r.zip_code, r.country, r.notes, r.whatsapp_opt_in,
       coalesce(r.whatsapp_name, o.whatsapp_name) AS whatsapp_name,
       r.agent_id,
       a.email AS agent_email,
       coalesce(o.purchases, r.purchases) AS purchases,
       coalesce(o.last_activity_at, r.last_activity_at) AS last_activity_at,
       coalesce(o.last_chat_at, r.last_chat_at) AS last_chat_at,
       r.created_at, r.updated_at,
       r.person_rows
  FROM customer r
  LEFT JOIN staff_member a ON a.shop_id = r.shop_id AND a.staff_id = r.agent_id
  LEFT JOIN LATERAL (
       SELECT sum(m.purchases)::bigint AS purchases,
              max(m.last_activity_at) AS last_activity_at,
              max(m.last_chat_at) AS last_chat_at,
              (array_agg(m.email ORDER BY m.customer_id) FILTER (WHERE m.email IS NOT NULL))[1] AS email,
              (array_agg(m.phone ORDER BY m.customer_id) FILTER (WHERE m.phone IS NOT NULL))[1] AS phone,
              (array_agg(m.whatsapp_name ORDER BY m.customer_id) FILTER (WHERE m.whatsapp_name IS NOT NULL))[1]
                  AS whatsapp_name,
              (array_agg(m.first_name ORDER BY m.customer_id) FILTER (WHERE m.first_name IS NOT NULL
                                                                         OR m.last_name IS NOT NULL))[1] AS first_name,
              (array_agg(m.last_name ORDER BY m.customer_id) FILTER (WHERE m.first_name IS NOT NULL
                                                                        OR m.last_name IS NOT NULL))[1] AS last_name,
              (array_agg(m.document_type ORDER BY m.customer_id) FILTER (WHERE m.document_number IS NOT NULL))[1]
                  AS document_type,
              (array_agg(m.document_number ORDER BY m.customer_id) FILTER (WHERE m.document_number IS NOT NULL))[1]
                  AS document_number
         FROM customer m
        WHERE r.person_rows > 1 AND m.shop_id = r.shop_id AND m.person_id = r.customer_id) o ON true
 WHERE r.merged_into IS NULL;
