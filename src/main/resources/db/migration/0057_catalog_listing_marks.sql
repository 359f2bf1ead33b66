-- Words that many titles have, as they are looked for: what a title has to match, each of them.
CREATE TABLE product_words (
    shop_id bigint NOT NULL,
    words_id bigint GENERATED ALWAYS AS IDENTITY,
    patterns text[] NOT NULL,
    CONSTRAINT product_words_pk PRIMARY KEY (shop_id, words_id),
    CONSTRAINT product_words_once UNIQUE (shop_id, patterns)
);

-- Where the products that are offered are divided into stretches, along their titles and along their prices; a stretch begins
-- with its mark. A shop's places are in the order of the axis, and no place is used again.
CREATE TABLE product_mark (
    shop_id bigint NOT NULL,
    axis text NOT NULL,
    place bigint GENERATED ALWAYS AS IDENTITY,
    title text COLLATE "es-x-icu" NOT NULL,
    price_cents bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT product_mark_pk PRIMARY KEY (shop_id, axis, place),
    CONSTRAINT product_mark_axis_known CHECK (axis IN ('title', 'price'))
);

CREATE INDEX product_mark_by_title ON product_mark (shop_id, axis, title, product_id);
CREATE INDEX product_mark_by_price ON product_mark (shop_id, axis, price_cents, product_id);

-- How many are offered, by stretches ('title:<status>' and 'price:<status>', and the same of the words that are counted), whose
-- places stand for blocks of ids. Before the first mark everything is in place 0.
INSERT INTO product_list_count (shop_id, list, level, block, rows)
SELECT p.shop_id, a.axis || ':' || p.status, l.level, 0, count(*)
  FROM product_listing p
 CROSS JOIN (VALUES ('title'), ('price')) AS a(axis)
 CROSS JOIN (VALUES (1), (2)) AS l(level)
 GROUP BY 1, 2, 3;

CREATE INDEX product_list_count_too_long ON product_list_count (shop_id) WHERE level = 1 AND rows > 4096;
