-- The orders of one state and channel, which are counted together, so that those of a channel are found among none of the others.
DROP INDEX sales_order_of_state;
DROP INDEX sales_order_of_state_by_update;
CREATE INDEX sales_order_of_cell ON sales_order (shop_id, state, channel_key, created_at, order_id)
    INCLUDE (customer_id, updated_at);
CREATE INDEX sales_order_of_cell_by_update ON sales_order (shop_id, state, channel_key, updated_at, order_id);

-- What some order shows: a bit for each contact status, each flag that is set, each that is not, and each status of the shipment.
CREATE FUNCTION order_traits(state integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (1 << (state & 3)) | ((state & 252) << 1) | ((~state & 252) << 7) | (1 << (15 + ((state >> 8) & 7)));

-- What the orders of a customer ever showed, so that a page by name asks for the orders of these alone who may have what is
-- looked for. Of those who are there now it is told when their shop is divided; until then they may have anything.
ALTER TABLE order_name_place
    ADD traits integer NOT NULL DEFAULT -1,
    DROP CONSTRAINT order_name_place_pk,
    ADD CONSTRAINT order_name_place_pk PRIMARY KEY (shop_id, customer_id) INCLUDE (place, traits);

CREATE INDEX order_name_place_buyers ON order_name_place (shop_id, place, customer_id) INCLUDE (traits);

-- Stretches of names are a quarter as long from now on, and their blocks have a level more. All shops are divided anew, when what
-- waits is added up the next time: a name that may be another is something that waits.
INSERT INTO order_search_count (shop_id, list, level, block, channel_key, state, rows)
SELECT shop_id, list, 5, block >> 3, channel_key, state, sum(rows)
  FROM order_search_count
 WHERE list = 'name' AND level = 4
 GROUP BY 1, 2, 3, 4, 5, 6
HAVING sum(rows) <> 0;

DELETE FROM order_name_division;

INSERT INTO order_name_change (shop_id, customer_id)
SELECT shop_id, min(customer_id) FROM order_name_place GROUP BY shop_id;

-- And how many customers these had.
ALTER TABLE order_name_division ADD customers bigint NOT NULL;
