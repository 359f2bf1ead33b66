-- Words that many questions have, as they are looked for. Each has lists of its own ('words:<words_id>:<channel>:<state>'), which
-- follow the questions like all others.
CREATE TABLE question_words (
    shop_id bigint NOT NULL,
    words_id bigint GENERATED ALWAYS AS IDENTITY,
    -- What a text has to match, each of them.
    patterns text[] NOT NULL,
    CONSTRAINT question_words_pk PRIMARY KEY (shop_id, words_id),
    CONSTRAINT question_words_once UNIQUE (shop_id, patterns)
);
