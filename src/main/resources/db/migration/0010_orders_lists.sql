-- How many orders the shop has, in all ('all') and in each channel ('channel:' and its key), by blocks of ids.
CREATE TABLE order_list_change (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    id bigint NOT NULL,
    delta bigint NOT NULL,
    CONSTRAINT order_list_change_pk PRIMARY KEY (shop_id, list, change_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE TABLE order_list_count (
    shop_id bigint NOT NULL,
    list text NOT NULL,
    level integer NOT NULL,
    block bigint NOT NULL,
    rows bigint NOT NULL,
    CONSTRAINT order_list_count_pk PRIMARY KEY (shop_id, list, level, block)
) WITH (fillfactor = 80);

INSERT INTO order_list_count (shop_id, list, level, block, rows)
SELECT o.shop_id, l.list, v.level, o.order_id >> (10 * v.level), count(*)
  FROM sales_order o
 CROSS JOIN LATERAL (VALUES ('all'), ('channel:' || o.channel_key)) AS l(list)
 CROSS JOIN (VALUES (1), (2)) AS v(level)
 GROUP BY 1, 2, 3, 4;

CREATE INDEX sales_order_of_channel ON sales_order (shop_id, channel_key, order_id);
