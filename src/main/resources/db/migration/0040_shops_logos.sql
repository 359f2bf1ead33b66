-- Where the logo is, like the pictures of products; a shop has one or none.
ALTER TABLE shop
    DROP COLUMN has_logo,
    ADD COLUMN logo_url text,
    ADD CONSTRAINT shop_logo_url_length CHECK (length(logo_url) BETWEEN 1 AND 2048);
