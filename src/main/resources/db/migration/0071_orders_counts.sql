-- The counts of searches again, with all columns of a fixed length before the channel, which makes them shorter and quicker to
-- read: a search adds some thousands of them up. A list has a type of its own, so that a process of an older version, which
-- writes it as text, is refused instead of counting in another list.
CREATE TYPE order_search_list AS ENUM ('all', 'created', 'updated', 'customer', 'name');

ALTER TABLE order_search_count RENAME TO order_search_count_before;
ALTER TABLE order_search_count_before RENAME CONSTRAINT order_search_count_pk TO order_search_count_before_pk;
ALTER INDEX order_search_count_empty RENAME TO order_search_count_before_empty;

CREATE TABLE order_search_count (
    shop_id bigint NOT NULL,
    list order_search_list NOT NULL,
    level integer NOT NULL,
    block bigint NOT NULL,
    rows integer NOT NULL,
    state integer NOT NULL,
    channel_key text NOT NULL
) WITH (fillfactor = 80);

INSERT INTO order_search_count (shop_id, list, level, block, rows, state, channel_key)
SELECT shop_id, list::order_search_list, level, block, rows, state, channel_key
  FROM order_search_count_before
 ORDER BY 1, 2, 3, 4, 6, 7;

ALTER TABLE order_search_count
    ADD CONSTRAINT order_search_count_pk PRIMARY KEY (shop_id, list, level, block, state, channel_key) INCLUDE (rows);
CREATE INDEX order_search_count_empty ON order_search_count (shop_id) WHERE rows = 0;

-- The same by cells: where few of them match, a page by name is found by these alone.
CREATE INDEX order_search_count_of_cell ON order_search_count (shop_id, list, level, state, channel_key, block) INCLUDE (rows)
 WHERE list = 'name';

DROP TABLE order_search_count_before;
ANALYZE order_search_count;

-- Traits tell of the channels as well: each has one of eight bits. Until the shops are divided anew, as in 0070, customers may
-- have anything.
DROP FUNCTION order_traits;
CREATE FUNCTION order_traits(state integer, channel_key text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (1 << (state & 3)) | ((state & 252) << 1) | ((~state & 252) << 7) | (1 << (15 + ((state >> 8) & 7)))
       | (1 << (23 + ((ascii(channel_key) + ascii(right(channel_key, 1)) + length(channel_key)) & 7)));

UPDATE order_name_place SET traits = -1;
DELETE FROM order_name_division;
INSERT INTO order_name_change (shop_id, customer_id)
SELECT shop_id, min(customer_id) FROM order_name_place GROUP BY shop_id;
