-- Pictures of products that the shop holds itself, in their order, each as its hash and the size of its largest rendition.
ALTER TABLE product
    ADD COLUMN own_images text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT product_own_images_at_most_twenty CHECK (cardinality(own_images) <= 20);

-- The shop's own copies of pictures at the addresses that products and variants name. A row comes when somebody first looks
-- at the picture, and stays. Addresses may be longer than an index takes.
CREATE TABLE image_copy (
    shop_id bigint NOT NULL,
    address_hash bytea NOT NULL,
    address text NOT NULL,
    -- Null as long as there is none; then the rest says why, and when somebody may try again.
    image text,
    refusal text,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    CONSTRAINT image_copy_pk PRIMARY KEY (shop_id, address_hash),
    CONSTRAINT image_copy_address_length CHECK (length(address) <= 2048),
    CONSTRAINT image_copy_image_named CHECK (image ~ '^[0-9a-f]{32}-[0-9]{1,4}x[0-9]{1,4}$'),
    CONSTRAINT image_copy_refusal_length CHECK (length(refusal) <= 200)
);
