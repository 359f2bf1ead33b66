CREATE SEQUENCE tracking_code_id_sequence START 30000001;

-- Snippets that other services give the shop for its pages, such as counters of visits.
CREATE TABLE tracking_code (
    shop_id bigint NOT NULL,
    tracking_code_id bigint NOT NULL DEFAULT nextval('tracking_code_id_sequence'),
    name text NOT NULL,
    code text NOT NULL,
    -- What the provider needs to know, in the notation of the surface that wrote it.
    options text NOT NULL,
    provider text NOT NULL,
    event text NOT NULL,
    active boolean NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT tracking_code_pk PRIMARY KEY (shop_id, tracking_code_id),
    CONSTRAINT tracking_code_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id),
    CONSTRAINT tracking_code_name_length CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT tracking_code_code_size CHECK (octet_length(code) <= 65536),
    CONSTRAINT tracking_code_options_size CHECK (octet_length(options) <= 65536),
    CONSTRAINT tracking_code_provider_known CHECK (provider IN
        ('google_analytics', 'google_ads', 'mercado_clics', 'ebit_survey', 'ebit_stamp', 'facebook_ads', 'other')),
    CONSTRAINT tracking_code_event_known CHECK (event IN ('navigation', 'buying', 'contact', 'payment', 'purchase'))
);
