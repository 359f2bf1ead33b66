-- How many variants the shop has that are not deleted ('all'), by blocks of ids.
CREATE TABLE item_list_change (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    id bigint NOT NULL,
    delta bigint NOT NULL,
    CONSTRAINT item_list_change_pk PRIMARY KEY (shop_id, list, change_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE TABLE item_list_count (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    level integer NOT NULL,
    block bigint NOT NULL,
    rows bigint NOT NULL,
    CONSTRAINT item_list_count_pk PRIMARY KEY (shop_id, list, level, block)
) WITH (fillfactor = 80);

INSERT INTO item_list_count (shop_id, list, level, block, rows)
SELECT v.shop_id, 'all', l.level, v.variant_id >> (10 * l.level), count(*)
  FROM variant v
 CROSS JOIN (VALUES (1), (2)) AS l(level)
 WHERE v.deleted_at IS NULL
 GROUP BY 1, 2, 3, 4;

-- Several variants may have one EAN; the newest is asked for.
CREATE INDEX variant_of_ean ON variant (shop_id, ean, variant_id)
    WHERE deleted_at IS NULL AND ean IS NOT NULL;
