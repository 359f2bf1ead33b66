-- The one database that a folder of pictures belongs to, so that none throws away another's files.
CREATE TABLE image_folder (
    owner uuid NOT NULL,
    CONSTRAINT image_folder_pk PRIMARY KEY (owner)
);

CREATE UNIQUE INDEX image_folder_one ON image_folder ((true));

INSERT INTO image_folder (owner) VALUES (gen_random_uuid());

-- The products that name pictures of their own, which are few beside those that name addresses.
CREATE INDEX product_with_own_images ON product (shop_id) WHERE own_images <> '{}' AND deleted_at IS NULL;

-- Copies by what their files are called.
CREATE INDEX image_copy_file ON image_copy (shop_id, left(image, 32)) WHERE image IS NOT NULL;
