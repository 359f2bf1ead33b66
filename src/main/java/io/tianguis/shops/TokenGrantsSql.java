package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on codes, tokens and their families. Whoever changes a family holds its row. */
final class TokenGrantsSql {

    /** Whose tokens they are. */
    record Family(long shopId, long clientId, @Nullable Long staffId) {}

    record Issued(Tokens tokens, Instant accessExpiresAt, Instant refreshExpiresAt) {}

    record Refresh(
            long familyId, Instant expiresAt, @Nullable Instant usedAt) {}

    record Revoked(byte[] tokenHash) {}

    record Code(
            long shopId,
            long clientId,
            long staffId,
            @Nullable String redirectUri,
            @Nullable String codeChallenge,
            CodeChallenge.@Nullable Method challengeMethod,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable Long familyId) {

        Family family() {
            return new Family(shopId, clientId, staffId);
        }

        /** A verifier without a challenge is refused as well: the code may be another's, put in on the way (RFC 9700, 4.8). */
        boolean isMetBy(Optional<String> verifier) {
            if (codeChallenge == null || challengeMethod == null) {
                return verifier.isEmpty();
            }
            CodeChallenge challenge = new CodeChallenge(codeChallenge, challengeMethod);
            return verifier.filter(challenge::isMetBy).isPresent();
        }
    }

    private TokenGrantsSql() {}

    static Optional<Code> lockCode(Tx tx, byte[] codeHash) {
        return tx.find(Code.class, """
                SELECT c.shop_id, c.client_id, c.staff_id, a.redirect_uri, c.code_challenge, c.challenge_method,
                       c.expires_at, c.used_at, c.family_id
                  FROM authorization_code c
                  JOIN application a ON a.client_id = c.client_id
                 WHERE c.code_hash = ?
                   FOR UPDATE OF c
                """, codeHash);
    }

    static void markUsed(Tx tx, byte[] codeHash, long familyId, Instant now) {
        tx.update(
                "UPDATE authorization_code SET used_at = ?, family_id = ? WHERE code_hash = ?",
                now,
                familyId,
                codeHash);
    }

    /** Nothing when the token is unknown. The token itself is read afterwards, as whoever held the family has left it. */
    static Optional<Family> lockFamily(Tx tx, byte[] refreshHash) {
        return tx.find(Family.class, """
                SELECT f.shop_id, f.client_id, f.staff_id
                  FROM refresh_token r
                  JOIN token_family f ON f.family_id = r.family_id
                 WHERE r.token_hash = ?
                   FOR UPDATE OF f
                """, refreshHash);
    }

    static Optional<Refresh> refreshToken(Tx tx, byte[] refreshHash) {
        return tx.find(
                Refresh.class,
                "SELECT family_id, expires_at, used_at FROM refresh_token WHERE token_hash = ?",
                refreshHash);
    }

    /** One statement: the family and its first tokens; answers the family's id. */
    static long insertFamily(Statements statements, Family family, Issued issued, Instant now) {
        record Inserted(long familyId) {}
        return statements
                .get(
                        Inserted.class,
                        """
                        WITH family AS (
                            INSERT INTO token_family (shop_id, client_id, staff_id, created_at, expires_at)
                            VALUES (?, ?, ?, ?, ?)
                            RETURNING family_id, shop_id),
                        access AS (
                            INSERT INTO access_token (token_hash, shop_id, family_id, expires_at)
                            SELECT ?, shop_id, family_id, ? FROM family)
                        INSERT INTO refresh_token (token_hash, shop_id, family_id, created_at, expires_at)
                        SELECT ?, shop_id, family_id, ?, ? FROM family
                        RETURNING family_id
                        """,
                        family.shopId(),
                        family.clientId(),
                        family.staffId(),
                        now,
                        issued.refreshExpiresAt(),
                        Secrets.hash(issued.tokens().accessToken()),
                        issued.accessExpiresAt(),
                        Secrets.hash(issued.tokens().refreshToken()),
                        now,
                        issued.refreshExpiresAt())
                .familyId();
    }

    /** One statement: the refresh token is used, and its family goes on with new ones. */
    static void rotate(Tx tx, long familyId, byte[] usedHash, Issued issued, Instant now) {
        tx.update(
                """
                WITH family AS (
                    UPDATE token_family SET expires_at = ? WHERE family_id = ? RETURNING family_id, shop_id),
                used AS (
                    UPDATE refresh_token SET used_at = ? WHERE token_hash = ?),
                access AS (
                    INSERT INTO access_token (token_hash, shop_id, family_id, expires_at)
                    SELECT ?, shop_id, family_id, ? FROM family)
                INSERT INTO refresh_token (token_hash, shop_id, family_id, created_at, expires_at)
                SELECT ?, shop_id, family_id, ?, ? FROM family
                """,
                issued.refreshExpiresAt(),
                familyId,
                now,
                usedHash,
                Secrets.hash(issued.tokens().accessToken()),
                issued.accessExpiresAt(),
                Secrets.hash(issued.tokens().refreshToken()),
                now,
                issued.refreshExpiresAt());
    }

    /** Ends a family with all its tokens, if it has not ended yet; answers the access tokens, for memories to forget. */
    static List<Revoked> deleteFamily(Statements statements, long familyId) {
        record Locked(long familyId) {}
        return statements.together(
                """
                SELECT family_id FROM token_family WHERE family_id = ? FOR UPDATE;
                DELETE FROM access_token WHERE family_id = ? RETURNING token_hash;
                DELETE FROM token_family WHERE family_id = ?
                """,
                results -> {
                    results.list(Locked.class);
                    List<Revoked> revoked = results.list(Revoked.class);
                    results.updated();
                    return revoked;
                },
                familyId,
                familyId,
                familyId);
    }

    /** Deletes what expired, a bounded number at a time. A family expires with its newest refresh token. */
    static int deleteExpired(Statements statements, Instant now) {
        return statements.update("""
                        DELETE FROM access_token
                         WHERE token_hash IN (SELECT token_hash FROM access_token
                                               WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000)
                        """, now)
                + statements.update("""
                        DELETE FROM refresh_token
                         WHERE token_hash IN (SELECT token_hash FROM refresh_token
                                               WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000)
                        """, now)
                + statements.update("""
                        DELETE FROM token_family
                         WHERE family_id IN (SELECT family_id FROM token_family
                                              WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000)
                        """, now)
                + statements.update("""
                        DELETE FROM authorization_code
                         WHERE code_hash IN (SELECT code_hash FROM authorization_code
                                              WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000)
                        """, now);
    }
}
