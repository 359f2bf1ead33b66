package io.tianguis.platform.sql;

import io.tianguis.kernel.Clock;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers of creating requests by their keys. An answer is written in the transaction of what it answers, so
 * that either both are there after a crash or neither.
 */
public final class IdempotentAnswers {

    /** Longer than the day that is promised, so that a retry at the edge still finds its answer. */
    private static final Duration KEPT = Duration.ofHours(30);

    /** An answer as it went out. */
    public record Answer(int status, @Nullable String contentType, byte[] body) {}

    /** What is known of a key. */
    public sealed interface Known {

        /** Nobody used the key: it is this transaction's until its end. */
        record New() implements Known {}

        /** Another request with the key is still running. */
        record Running() implements Known {}

        /** The key was used for another request. */
        record Different() implements Known {}

        record Answered(Answer answer) implements Known {}
    }

    private final Clock clock;

    public IdempotentAnswers(Clock clock) {
        this.clock = clock;
    }

    /**
     * Claims a key for this transaction, or tells what is in the way.
     *
     * @param key at most 255 characters
     * @param requestHash of everything that makes two requests the same
     */
    public Known claim(Tx tx, long shopId, String key, byte[] requestHash) {
        record Stored(
                byte[] requestHash, int status, @Nullable String contentType, byte[] body) {}
        if (!new NamedLock(key).tryTake(tx, shopId)) {
            return new Known.Running();
        }
        Optional<Stored> stored = tx.find(Stored.class, """
                SELECT request_hash, status, content_type, body
                  FROM idempotent_answer
                 WHERE shop_id = ? AND idempotency_key = ?
                """, shopId, key);
        if (stored.isEmpty()) {
            return new Known.New();
        }
        Stored answer = stored.get();
        return MessageDigest.isEqual(answer.requestHash(), requestHash)
                ? new Known.Answered(new Answer(answer.status(), answer.contentType(), answer.body()))
                : new Known.Different();
    }

    /** Writes the answer beside what it answers. The key was claimed by the same transaction. */
    public void store(Tx tx, long shopId, String key, byte[] requestHash, Answer answer) {
        tx.later(Query.update(
                """
                INSERT INTO idempotent_answer
                       (shop_id, idempotency_key, request_hash, status, content_type, body, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, shopId, key, requestHash, answer.status(), answer.contentType(), answer.body(), clock.now()));
    }

    /** Forgets the answers that are older than the promise, a bounded number at a time; answers how many went. */
    public int forgetOld(Statements statements) {
        return statements.update("""
                DELETE FROM idempotent_answer
                 WHERE (shop_id, idempotency_key) IN (
                       SELECT shop_id, idempotency_key
                         FROM idempotent_answer
                        WHERE created_at < ?
                        ORDER BY created_at
                        LIMIT 1000)
                """, clock.now().minus(KEPT));
    }
}
