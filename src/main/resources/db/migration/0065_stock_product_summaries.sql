-- A product as it is told of beside a question: what all its variants come to, without reading each.
CREATE VIEW product_summary AS
SELECT p.shop_id,
       p.product_id,
       p.title,
       coalesce(p.image_urls[1],
                (SELECT v.image_url
                   FROM variant v
                  WHERE v.shop_id = p.shop_id
                    AND v.product_id = p.product_id
                    AND v.deleted_at IS NULL
                    AND v.image_url IS NOT NULL
                  ORDER BY v.variant_id
                  LIMIT 1)) AS picture,
       s.available,
       s.lowest_price_cents
  FROM product p
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(greatest(l.on_hand - l.reserved, 0)), 0)::bigint AS available,
              min(v.price_cents) AS lowest_price_cents
         FROM variant v
         JOIN stock_level l ON l.shop_id = v.shop_id AND l.variant_id = v.variant_id
        WHERE v.shop_id = p.shop_id
          AND v.product_id = p.product_id
          AND v.deleted_at IS NULL) s
 WHERE p.deleted_at IS NULL;
