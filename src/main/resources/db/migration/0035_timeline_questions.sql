-- What a person asked, and what they were answered. Deleted questions are gone with their answers.
CREATE VIEW timeline_question AS
SELECT q.shop_id, q.customer_id AS holder_id, q.asked_at AS at, q.question_id AS id, NULL::bigint AS order_id,
       q.state AS word, q.channel, q.text, NULL::bigint AS amount_cents, NULL::text AS currency
  FROM question q
 WHERE q.deleted_at IS NULL;

CREATE VIEW timeline_answer AS
SELECT q.shop_id, q.customer_id AS holder_id, q.answered_at AS at, q.question_id AS id, NULL::bigint AS order_id,
       q.answer_source AS word, q.channel, q.answer AS text, NULL::bigint AS amount_cents, NULL::text AS currency
  FROM question q
 WHERE q.deleted_at IS NULL AND q.state = 'answered';
