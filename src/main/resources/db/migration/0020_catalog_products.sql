-- The product's own pictures, in their order; each variant may have one of its own beside them.
ALTER TABLE product ADD COLUMN image_urls text[] NOT NULL DEFAULT '{}';
ALTER TABLE product ADD CONSTRAINT product_images_at_most_twenty CHECK (cardinality(image_urls) <= 20);

-- How many products the shop has that are not deleted ('all'), by blocks of ids.
CREATE TABLE product_list_change (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    id bigint NOT NULL,
    delta bigint NOT NULL,
    CONSTRAINT product_list_change_pk PRIMARY KEY (shop_id, list, change_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE TABLE product_list_count (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    level integer NOT NULL,
    block bigint NOT NULL,
    rows bigint NOT NULL,
    CONSTRAINT product_list_count_pk PRIMARY KEY (shop_id, list, level, block)
) WITH (fillfactor = 80);

INSERT INTO product_list_count (shop_id, list, level, block, rows)
SELECT p.shop_id, 'all', l.level, p.product_id >> (10 * l.level), count(*)
  FROM product p
 CROSS JOIN (VALUES (1), (2)) AS l(level)
 WHERE p.deleted_at IS NULL
 GROUP BY 1, 2, 3, 4;

-- The variants that orders, entries or returns name, as often as they do. They are never erased.
CREATE VIEW variant_in_use AS
SELECT shop_id, variant_id FROM order_line
 UNION ALL
SELECT shop_id, variant_id FROM inbound_line
 UNION ALL
SELECT shop_id, variant_id FROM customer_return_line;
