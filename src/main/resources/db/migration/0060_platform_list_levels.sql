-- A ranked list is counted by blocks of 32,768 ids too, so that a page among a million is found in some dozens of rows instead of
-- a thousand. A level is the number of bits that its blocks leave out of an id: 10 and 20 were 1 and 2.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['order_list', 'inbound_list', 'customer_return_list', 'item_list', 'product_list', 'question_list']
    LOOP
        EXECUTE format('UPDATE %I SET level = 10 * level', name || '_count');
        EXECUTE format(
            'INSERT INTO %1$I (shop_id, list, level, block, rows)
             SELECT shop_id, list, 15, block >> 5, sum(rows)
               FROM %1$I
              WHERE level = 10
              GROUP BY shop_id, list, block >> 5
             HAVING sum(rows) <> 0', name || '_count');
        EXECUTE format('ANALYZE %I', name || '_count');
    END LOOP;
END
$$;

DROP INDEX product_list_count_too_long;
CREATE INDEX product_list_count_too_long ON product_list_count (shop_id) WHERE level = 10 AND rows > 4096;
