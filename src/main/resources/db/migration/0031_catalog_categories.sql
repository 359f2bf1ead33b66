-- The tree has three levels at most. A category's level is one more than its parent's, which the foreign key holds it to, so
-- that no row can stand in a circle or on a fourth level, whoever writes it.
ALTER TABLE category
    ADD level smallint,
    ADD is_default boolean NOT NULL DEFAULT false;

WITH RECURSIVE tree AS (
    SELECT shop_id, category_id, 1 AS level FROM category WHERE parent_id IS NULL
     UNION ALL
    SELECT c.shop_id, c.category_id, t.level + 1
      FROM tree t
      JOIN category c ON c.shop_id = t.shop_id AND c.parent_id = t.category_id)
UPDATE category c
   SET level = t.level, position = o.place
  FROM tree t,
       (SELECT shop_id, category_id,
               row_number() OVER (PARTITION BY shop_id, parent_id ORDER BY position, category_id) AS place
          FROM category) o
 WHERE t.shop_id = c.shop_id AND t.category_id = c.category_id
   AND o.shop_id = c.shop_id AND o.category_id = c.category_id;

ALTER TABLE category
    ALTER level SET NOT NULL,
    ADD parent_level smallint GENERATED ALWAYS AS (CASE WHEN parent_id IS NOT NULL THEN level - 1 END) STORED,
    DROP CONSTRAINT category_parent,
    ADD CONSTRAINT category_level_bounds CHECK (level BETWEEN 1 AND 3),
    ADD CONSTRAINT category_level_of_roots CHECK ((level = 1) = (parent_id IS NULL)),
    ADD CONSTRAINT category_level_unique UNIQUE (shop_id, category_id, level),
    ADD CONSTRAINT category_parent FOREIGN KEY (shop_id, parent_id, parent_level)
        REFERENCES category (shop_id, category_id, level),
    ADD CONSTRAINT category_position_unique UNIQUE NULLS NOT DISTINCT (shop_id, parent_id, position) DEFERRABLE;

CREATE UNIQUE INDEX category_default_unique ON category (shop_id) WHERE is_default;

CREATE INDEX product_of_category ON product (shop_id, category_id, product_id) WHERE category_id IS NOT NULL;

-- One row a shop, which whoever changes its tree locks first. The version grows with each change.
CREATE TABLE category_tree (
    shop_id bigint NOT NULL,
    version bigint NOT NULL,
    categories integer NOT NULL,
    CONSTRAINT category_tree_pk PRIMARY KEY (shop_id),
    CONSTRAINT category_tree_bounded CHECK (categories BETWEEN 0 AND 5000)
);

INSERT INTO category_tree (shop_id, version, categories)
SELECT shop_id, 1, count(*) FROM category GROUP BY shop_id;
