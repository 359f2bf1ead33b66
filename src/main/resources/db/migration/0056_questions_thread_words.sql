-- Of the words that are counted, those that some question of the thread has.
ALTER TABLE question_thread ADD words bigint[] NOT NULL DEFAULT '{}';

-- Words that were counted for questions alone are counted again, threads and all, when somebody looks for them.
DELETE FROM question_words;
DELETE FROM question_list_change WHERE list LIKE 'words:%';
DELETE FROM question_list_count WHERE list LIKE 'words:%';
