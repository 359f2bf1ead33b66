-- When the variant was deleted; null while it can be sold. It stands in the row that everybody locks who sells, counts or
-- sets the level, so that whoever waited for a deletion finds it closed.
ALTER TABLE stock_level ADD COLUMN closed_at timestamptz;

UPDATE stock_level l
   SET closed_at = v.deleted_at
  FROM variant v
 WHERE v.shop_id = l.shop_id AND v.variant_id = l.variant_id AND v.deleted_at IS NOT NULL;

-- The ledger only grows: a variant that no order ever had is erased from the catalog, and its level and movements stay. What
-- they were about is told here.
ALTER TABLE stock_level DROP CONSTRAINT stock_level_variant;

CREATE TABLE stock_erased_variant (
    shop_id bigint NOT NULL,
    variant_id bigint NOT NULL,
    web_id text NOT NULL,
    name text NOT NULL,
    sku text,
    actor text NOT NULL,
    erased_at timestamptz NOT NULL,
    CONSTRAINT stock_erased_variant_pk PRIMARY KEY (shop_id, variant_id),
    CONSTRAINT stock_erased_variant_level FOREIGN KEY (shop_id, variant_id)
        REFERENCES stock_level (shop_id, variant_id)
);
