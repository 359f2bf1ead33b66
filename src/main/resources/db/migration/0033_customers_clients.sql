-- What a person did, by where they did it; all purchases are counted already, those of other channels among them.
ALTER TABLE customer
    ADD purchases_on_site bigint NOT NULL DEFAULT 0,
    ADD purchases_on_marketplace bigint NOT NULL DEFAULT 0,
    ADD questions bigint NOT NULL DEFAULT 0,
    ADD questions_on_site bigint NOT NULL DEFAULT 0,
    ADD questions_on_marketplace bigint NOT NULL DEFAULT 0,
    ADD entered_by_hand boolean NOT NULL DEFAULT false,
    ADD removed_at timestamptz,
    ADD unsubscribed_at timestamptz,
    ADD CONSTRAINT customer_purchases_add_up CHECK
        (purchases_on_site >= 0 AND purchases_on_marketplace >= 0
         AND purchases_on_site + purchases_on_marketplace <= purchases),
    ADD CONSTRAINT customer_questions_add_up CHECK
        (questions_on_site >= 0 AND questions_on_marketplace >= 0
         AND questions_on_site + questions_on_marketplace <= questions);

-- Orders that were given up are no purchases.
UPDATE customer c
   SET purchases = o.purchases, purchases_on_site = o.on_site, purchases_on_marketplace = o.on_marketplace
  FROM (SELECT shop_id, customer_id,
               count(*) FILTER (WHERE kept) AS purchases,
               count(*) FILTER (WHERE kept AND channel IN ('mercadoshops', 'mshops')) AS on_site,
               count(*) FILTER (WHERE kept AND channel IN ('mercadolibre', 'mercadolivre', 'meli')) AS on_marketplace
          FROM (SELECT shop_id, customer_id, fulfillment_status <> 'canceled' AS kept,
                       regexp_replace(channel_key, '[^a-z]', '', 'g') AS channel
                  FROM sales_order) sale
         GROUP BY shop_id, customer_id) o
 WHERE c.shop_id = o.shop_id AND c.customer_id = o.customer_id;

-- What a person is to the shop, of all their rows together. Whoever only asked on a marketplace is hidden; whoever was removed
-- is inactive until they buy or ask again.
CREATE VIEW customer_standing AS
SELECT p.shop_id, p.customer_id, p.public_id, p.first_name, p.last_name, p.whatsapp_name, p.email, p.phone, p.document_type,
       p.document_number, p.notes, p.purchases, p.last_activity_at,
       coalesce(o.questions, r.questions) AS questions,
       coalesce(o.unsubscribed_at, r.unsubscribed_at) AS unsubscribed_at,
       coalesce(o.on_site, r.purchases_on_site + r.questions_on_site > 0) AS on_site,
       coalesce(o.on_marketplace, r.purchases_on_marketplace + r.questions_on_marketplace > 0) AS on_marketplace,
       CASE WHEN p.purchases > 0 THEN 'buyer' ELSE 'contact' END AS type,
       CASE WHEN r.removed_at >= coalesce(p.last_activity_at, '-infinity') THEN 'inactive'
            WHEN p.purchases = 0
             AND NOT coalesce(o.met_otherwise, r.entered_by_hand OR r.last_chat_at IS NOT NULL
                                               OR r.questions > r.questions_on_marketplace)
             AND coalesce(o.questions, r.questions) > 0 THEN 'hidden'
            ELSE 'active' END AS status,
       i.marketplace_id, i.nickname, i.other_email, i.other_phone
  FROM customer_profile p
  JOIN customer r ON r.shop_id = p.shop_id AND r.customer_id = p.customer_id
  LEFT JOIN LATERAL (
       SELECT sum(m.questions)::bigint AS questions,
              max(m.unsubscribed_at) AS unsubscribed_at,
              sum(m.purchases_on_site + m.questions_on_site) > 0 AS on_site,
              sum(m.purchases_on_marketplace + m.questions_on_marketplace) > 0 AS on_marketplace,
              bool_or(m.entered_by_hand OR m.last_chat_at IS NOT NULL
                      OR m.questions > m.questions_on_marketplace) AS met_otherwise
         FROM customer m
        WHERE r.person_rows > 1 AND m.shop_id = r.shop_id AND m.person_id = r.customer_id) o ON true
  LEFT JOIN LATERAL (
       SELECT min(i.value) FILTER (WHERE i.kind = 'mercadolibre') AS marketplace_id,
              min(i.value) FILTER (WHERE i.kind = 'nickname') AS nickname,
              min(i.value) FILTER (WHERE i.kind = 'email' AND i.value <> p.email) AS other_email,
              min(i.value) FILTER (WHERE i.kind = 'phone'
                                     AND i.value NOT IN (ltrim(p.phone, '+'), regexp_replace(p.phone, '^[+]549', '54')))
                  AS other_phone
         FROM customer k
         JOIN customer_identity i ON i.shop_id = k.shop_id AND i.customer_id = k.customer_id
        WHERE k.shop_id = r.shop_id AND k.person_id = r.customer_id) i ON true;
