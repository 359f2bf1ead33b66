-- Whatever tokens follow from one grant: an access token, a refresh token, and those that the refresh token brings. They
-- end together.
CREATE TABLE token_family (
    family_id bigint NOT NULL DEFAULT nextval('refresh_token_family_sequence'),
    shop_id bigint NOT NULL,
    client_id bigint NOT NULL,
    -- Who consented; null where the application asked in its own name.
    staff_id bigint,
    created_at timestamptz NOT NULL,
    -- When the newest refresh token expires.
    expires_at timestamptz NOT NULL,
    CONSTRAINT token_family_pk PRIMARY KEY (family_id),
    CONSTRAINT token_family_application FOREIGN KEY (client_id) REFERENCES application (client_id),
    CONSTRAINT token_family_staff_member FOREIGN KEY (shop_id, staff_id) REFERENCES staff_member (shop_id, staff_id)
);

CREATE INDEX token_family_expiry ON token_family (expires_at);

-- Tokens from before belong to no family. Refresh tokens could not be used yet, and access tokens live six hours:
-- applications ask for new ones.
DELETE FROM access_token;
DELETE FROM refresh_token;

-- Whose they are stands in the family.
ALTER TABLE access_token
    DROP COLUMN client_id,
    ADD COLUMN family_id bigint NOT NULL,
    ADD CONSTRAINT access_token_of_family FOREIGN KEY (family_id) REFERENCES token_family (family_id) ON DELETE CASCADE;
ALTER TABLE refresh_token
    DROP COLUMN client_id,
    ADD CONSTRAINT refresh_token_of_family FOREIGN KEY (family_id) REFERENCES token_family (family_id) ON DELETE CASCADE;

CREATE INDEX access_token_family ON access_token (family_id);

-- What somebody's consent gives an application, to be exchanged for tokens once.
CREATE TABLE authorization_code (
    code_hash bytea NOT NULL,
    shop_id bigint NOT NULL,
    client_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    code_challenge text,
    challenge_method text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    -- What it was exchanged for, which may have ended since.
    family_id bigint,
    CONSTRAINT authorization_code_pk PRIMARY KEY (code_hash),
    CONSTRAINT authorization_code_application FOREIGN KEY (client_id) REFERENCES application (client_id),
    CONSTRAINT authorization_code_staff_member FOREIGN KEY (shop_id, staff_id)
        REFERENCES staff_member (shop_id, staff_id),
    CONSTRAINT authorization_code_used CHECK ((used_at IS NULL) = (family_id IS NULL)),
    CONSTRAINT authorization_code_challenge CHECK ((code_challenge IS NULL) = (challenge_method IS NULL)),
    CONSTRAINT authorization_code_method_known CHECK (challenge_method IN ('s256', 'plain'))
);

CREATE INDEX authorization_code_expiry ON authorization_code (expires_at);

-- Somebody has signed in to say whether an application may act for their shop, and has not said so yet.
CREATE TABLE consent_ticket (
    ticket_hash bytea NOT NULL,
    shop_id bigint NOT NULL,
    client_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT consent_ticket_pk PRIMARY KEY (ticket_hash),
    CONSTRAINT consent_ticket_application FOREIGN KEY (client_id) REFERENCES application (client_id),
    CONSTRAINT consent_ticket_staff_member FOREIGN KEY (shop_id, staff_id) REFERENCES staff_member (shop_id, staff_id)
);

CREATE INDEX consent_ticket_expiry ON consent_ticket (expires_at);

-- How often somebody tried to sign in, by a hash of the account or of the address that they came from.
CREATE TABLE sign_in_attempt (
    subject_hash bytea NOT NULL,
    window_ends_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    CONSTRAINT sign_in_attempt_pk PRIMARY KEY (subject_hash)
);

CREATE INDEX sign_in_attempt_expiry ON sign_in_attempt (window_ends_at);

-- Who signs in names no shop.
CREATE INDEX staff_member_sign_in ON staff_member (lower(email));
