-- How many of each a shop has been given as demonstration data, so that a further load goes on numbering where the
-- last one ended, whatever became of it.
CREATE TABLE demonstration_numbering (
    shop_id bigint NOT NULL,
    products bigint NOT NULL DEFAULT 0,
    people bigint NOT NULL DEFAULT 0,
    orders bigint NOT NULL DEFAULT 0,
    -- Whether the shop has what a new user finds in it.
    furnished boolean NOT NULL DEFAULT false,
    CONSTRAINT demonstration_numbering_pk PRIMARY KEY (shop_id),
    CONSTRAINT demonstration_numbering_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id)
);
