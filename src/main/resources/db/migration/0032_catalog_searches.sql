-- What searches go by: one row for each product that is offered, which is one with a variant. Its price is the lowest of
-- them. Titles sort as in Spanish.
CREATE TABLE product_listing (
    shop_id bigint NOT NULL,
    product_id bigint NOT NULL,
    status text NOT NULL,
    title text COLLATE "es-x-icu" NOT NULL,
    title_text text NOT NULL GENERATED ALWAYS AS (customer_search_text(title)) STORED,
    price_cents bigint NOT NULL,
    CONSTRAINT product_listing_pk PRIMARY KEY (shop_id, product_id),
    CONSTRAINT product_listing_product FOREIGN KEY (shop_id, product_id) REFERENCES product (shop_id, product_id)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

INSERT INTO product_listing (shop_id, product_id, status, title, price_cents)
SELECT p.shop_id, p.product_id, p.status, p.title, min(v.price_cents)
  FROM product p
  JOIN variant v ON v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL
 WHERE p.deleted_at IS NULL
 GROUP BY p.shop_id, p.product_id;

CREATE INDEX product_listing_by_title ON product_listing (shop_id, title, product_id);
CREATE INDEX product_listing_by_price ON product_listing (shop_id, price_cents, product_id);
CREATE INDEX product_listing_of_status_by_title ON product_listing (shop_id, status, title, product_id);
CREATE INDEX product_listing_of_status_by_price ON product_listing (shop_id, status, price_cents, product_id);

-- What was entered last waits in a list that each search reads whole, so it is kept short.
CREATE INDEX product_listing_search ON product_listing USING gin (customer_search_groups(shop_id, title_text))
  WITH (gin_pending_list_limit = 256);

-- How many are 'active' and how many 'paused', beside 'all' products.
INSERT INTO product_list_count (shop_id, list, level, block, rows)
SELECT p.shop_id, p.status, l.level, p.product_id >> (10 * l.level), count(*)
  FROM product_listing p
 CROSS JOIN (VALUES (1), (2)) AS l(level)
 GROUP BY 1, 2, 3, 4;
