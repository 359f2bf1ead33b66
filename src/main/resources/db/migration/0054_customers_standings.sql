-- As before, but that the telephone is spelled in its other way only to compare it with one that is not the same.
CREATE OR REPLACE VIEW customer_standing AS
SELECT r.shop_id, r.customer_id,
       CASE WHEN r.first_name IS NULL AND r.last_name IS NULL THEN o.first_name ELSE r.first_name END AS first_name,
       CASE WHEN r.first_name IS NULL AND r.last_name IS NULL THEN o.last_name ELSE r.last_name END AS last_name,
       coalesce(r.whatsapp_name, o.whatsapp_name) AS whatsapp_name,
       coalesce(r.email, o.email) AS email,
       i.other_email,
       coalesce(r.phone, o.phone) AS phone,
       i.other_phone,
       CASE WHEN r.document_number IS NULL THEN coalesce(o.document_type, r.document_type)
            ELSE r.document_type END AS document_type,
       coalesce(r.document_number, o.document_number) AS document_number,
       r.notes, i.marketplace_id, i.nickname,
       CASE WHEN coalesce(o.purchases, r.purchases) > 0 THEN 'buyer' ELSE 'contact' END AS type,
       CASE WHEN r.removed_at >= coalesce(o.last_activity_at, r.last_activity_at, '-infinity') THEN 'inactive'
            WHEN coalesce(o.purchases, r.purchases) = 0
             AND coalesce(o.questions, r.questions) > 0
             AND NOT coalesce(o.met_otherwise, r.entered_by_hand OR r.last_chat_at IS NOT NULL
                                               OR r.questions > r.questions_on_marketplace) THEN 'hidden'
            ELSE 'active' END AS status,
       coalesce(o.on_site, r.purchases_on_site + r.questions_on_site > 0) AS on_site,
       coalesce(o.on_marketplace, r.purchases_on_marketplace + r.questions_on_marketplace > 0) AS on_marketplace,
       coalesce(o.purchases, r.purchases) AS purchases,
       coalesce(o.questions, r.questions) AS questions,
       coalesce(o.last_activity_at, r.last_activity_at) AS last_activity_at,
       coalesce(o.unsubscribed_at, r.unsubscribed_at) AS unsubscribed_at
  FROM customer r
  LEFT JOIN LATERAL (
       SELECT sum(m.purchases)::bigint AS purchases,
              sum(m.questions)::bigint AS questions,
              max(m.last_activity_at) AS last_activity_at,
              max(m.unsubscribed_at) AS unsubscribed_at,
              sum(m.purchases_on_site + m.questions_on_site) > 0 AS on_site,
              sum(m.purchases_on_marketplace + m.questions_on_marketplace) > 0 AS on_marketplace,
              bool_or(m.entered_by_hand OR m.last_chat_at IS NOT NULL
                      OR m.questions > m.questions_on_marketplace) AS met_otherwise,
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
  LEFT JOIN LATERAL (
       SELECT min(n.value) FILTER (WHERE n.kind = 'mercadolibre') AS marketplace_id,
              min(n.value) FILTER (WHERE n.kind = 'nickname') AS nickname,
              min(n.value) FILTER (WHERE n.kind = 'email' AND n.value <> coalesce(r.email, o.email)) AS other_email,
              min(n.value) FILTER (WHERE n.kind = 'phone'
                                     AND n.value <> ltrim(coalesce(r.phone, o.phone), '+')
                                     AND n.value <> regexp_replace(coalesce(r.phone, o.phone), '^[+]549', '54'))
                  AS other_phone
         FROM customer k
         JOIN customer_identity n ON n.shop_id = k.shop_id AND n.customer_id = k.customer_id
        WHERE k.shop_id = r.shop_id AND k.person_id = r.customer_id) i ON true
 WHERE r.merged_into IS NULL;
