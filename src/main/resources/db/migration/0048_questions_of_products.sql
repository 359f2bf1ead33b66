-- The page of a product shows what was answered about it.
CREATE INDEX question_thread_answered_of_product ON question_thread (shop_id, product_id, last_question_at DESC)
 WHERE answered > 0;
