-- Credentials are looked up before the shop is known, so their hashes alone are the keys.

CREATE TABLE api_key (
    key_hash bytea NOT NULL,
    shop_id bigint NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT api_key_pk PRIMARY KEY (key_hash),
    CONSTRAINT api_key_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id)
);

CREATE TABLE seller_token (
    token_hash bytea NOT NULL,
    shop_id bigint NOT NULL,
    user_name text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT seller_token_pk PRIMARY KEY (token_hash),
    CONSTRAINT seller_token_user_unique UNIQUE (user_name),
    CONSTRAINT seller_token_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id)
);

CREATE SEQUENCE application_id_sequence START 300001;

CREATE TABLE application (
    client_id bigint NOT NULL DEFAULT nextval('application_id_sequence'),
    shop_id bigint NOT NULL,
    name text NOT NULL,
    secret_hash bytea NOT NULL,
    redirect_uri text,
    created_at timestamptz NOT NULL,
    CONSTRAINT application_pk PRIMARY KEY (client_id),
    CONSTRAINT application_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id)
);

CREATE TABLE access_token (
    token_hash bytea NOT NULL,
    shop_id bigint NOT NULL,
    client_id bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT access_token_pk PRIMARY KEY (token_hash),
    CONSTRAINT access_token_application FOREIGN KEY (client_id) REFERENCES application (client_id)
);

CREATE INDEX access_token_expiry ON access_token (expires_at);

CREATE TABLE refresh_token (
    token_hash bytea NOT NULL,
    shop_id bigint NOT NULL,
    client_id bigint NOT NULL,
    family_id bigint NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT refresh_token_pk PRIMARY KEY (token_hash),
    CONSTRAINT refresh_token_application FOREIGN KEY (client_id) REFERENCES application (client_id)
);

CREATE SEQUENCE refresh_token_family_sequence;

CREATE INDEX refresh_token_family ON refresh_token (family_id);
CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);
