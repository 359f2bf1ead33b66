package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.SignInsSql.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The statements on {@code consent_ticket}. */
final class ConsentsSql {

    private ConsentsSql() {}

    static void insert(Statements statements, byte[] ticketHash, long clientId, Member member, Instant expiresAt) {
        statements.update("""
                INSERT INTO consent_ticket (ticket_hash, shop_id, client_id, staff_id, expires_at)
                VALUES (?, ?, ?, ?, ?)
                """, ticketHash, member.shopId(), clientId, member.staffId(), expiresAt);
    }

    /** One statement: the ticket goes, the code is there; of two who come with one ticket, one finds it. */
    static boolean exchange(
            Statements statements,
            byte[] ticketHash,
            long clientId,
            byte[] codeHash,
            @Nullable CodeChallenge challenge,
            Instant now,
            Instant expiresAt) {
        return statements.update(
                        """
                        WITH ticket AS (
                            DELETE FROM consent_ticket
                             WHERE ticket_hash = ? AND client_id = ? AND expires_at > ?
                            RETURNING shop_id, client_id, staff_id)
                        INSERT INTO authorization_code
                               (code_hash, shop_id, client_id, staff_id, code_challenge, challenge_method,
                                created_at, expires_at)
                        SELECT ?, shop_id, client_id, staff_id, ?, ?, ?, ? FROM ticket
                        """,
                        ticketHash,
                        clientId,
                        now,
                        codeHash,
                        challenge == null ? null : challenge.value(),
                        challenge == null ? null : challenge.method(),
                        now,
                        expiresAt)
                == 1;
    }

    static void delete(Statements statements, byte[] ticketHash) {
        statements.update("DELETE FROM consent_ticket WHERE ticket_hash = ?", ticketHash);
    }

    /** Deletes what expired, a bounded number at a time. */
    static int deleteExpired(Statements statements, Instant now) {
        return statements.update("""
                        DELETE FROM consent_ticket
                         WHERE ticket_hash IN (SELECT ticket_hash FROM consent_ticket
                                                WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000)
                        """, now) + statements.update("""
                        DELETE FROM sign_in_attempt
                         WHERE subject_hash IN (SELECT subject_hash FROM sign_in_attempt
                                                 WHERE window_ends_at <= ? ORDER BY window_ends_at LIMIT 1000)
                        """, now);
    }
}
