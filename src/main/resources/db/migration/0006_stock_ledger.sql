-- One row per variant, changed only by deltas. What can be sold now is on_hand less reserved.
CREATE TABLE stock_level (
    shop_id bigint NOT NULL,
    variant_id bigint NOT NULL,
    on_hand bigint NOT NULL DEFAULT 0,
    reserved bigint NOT NULL DEFAULT 0,
    accepts_back_orders boolean NOT NULL DEFAULT false,
    CONSTRAINT stock_level_pk PRIMARY KEY (shop_id, variant_id),
    CONSTRAINT stock_level_variant FOREIGN KEY (shop_id, variant_id) REFERENCES variant (shop_id, variant_id),
    CONSTRAINT stock_level_on_hand_positive CHECK (on_hand >= 0),
    CONSTRAINT stock_level_reserved_positive CHECK (reserved >= 0),
    CONSTRAINT stock_level_never_oversold CHECK (accepts_back_orders OR on_hand >= reserved)
) WITH (fillfactor = 50);

-- Every change of on_hand, beside the change itself; it only grows, and adds up to the level.
CREATE TABLE stock_movement (
    shop_id bigint NOT NULL,
    movement_id bigint GENERATED ALWAYS AS IDENTITY,
    variant_id bigint NOT NULL,
    delta bigint NOT NULL,
    reason text NOT NULL,
    reference text,
    actor text,
    at timestamptz NOT NULL,
    CONSTRAINT stock_movement_pk PRIMARY KEY (shop_id, movement_id),
    CONSTRAINT stock_movement_not_nothing CHECK (delta <> 0),
    CONSTRAINT stock_movement_reason_known
        CHECK (reason IN ('initial', 'set', 'sale', 'cancellation', 'inbound', 'return', 'adjustment')),
    CONSTRAINT stock_movement_level FOREIGN KEY (shop_id, variant_id) REFERENCES stock_level (shop_id, variant_id)
);

CREATE INDEX stock_movement_history ON stock_movement (shop_id, variant_id, at, movement_id);

-- The units that open orders hold, per order line.
CREATE TABLE stock_reservation (
    shop_id bigint NOT NULL,
    order_id bigint NOT NULL,
    line integer NOT NULL,
    variant_id bigint NOT NULL,
    units bigint NOT NULL,
    CONSTRAINT stock_reservation_pk PRIMARY KEY (shop_id, order_id, line),
    CONSTRAINT stock_reservation_level FOREIGN KEY (shop_id, variant_id) REFERENCES stock_level (shop_id, variant_id),
    CONSTRAINT stock_reservation_positive CHECK (units > 0)
);

CREATE INDEX stock_reservation_variant ON stock_reservation (shop_id, variant_id);

-- What can be sold: each variant that is not deleted, with its product's face and its level. Stock reads the catalog
-- through this view alone.
CREATE VIEW stocked_variant AS
SELECT v.shop_id,
       v.variant_id,
       v.product_id,
       v.web_id,
       v.option_value_web_ids,
       coalesce(v.option_name, p.title) AS name,
       p.title,
       v.sku,
       v.ean,
       v.price_cents,
       v.wholesale_price_cents,
       v.image_url,
       v.page_url,
       v.height,
       v.width,
       v.length,
       v.weight,
       v.mercado_libre_sku,
       v.amazon_sku,
       v.tax_product_code,
       v.tariff_code,
       v.fragile,
       v.created_at,
       v.updated_at,
       l.on_hand,
       l.reserved,
       l.accepts_back_orders
  FROM variant v
  JOIN product p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
  JOIN stock_level l ON l.shop_id = v.shop_id AND l.variant_id = v.variant_id
 WHERE v.deleted_at IS NULL
   AND p.deleted_at IS NULL;
