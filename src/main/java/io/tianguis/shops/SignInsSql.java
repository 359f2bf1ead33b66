package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.NewStaffMember.Role;
import java.time.Instant;
import java.util.List;

/** The statements by which people sign in. */
final class SignInsSql {

    /** A member with what proves them. */
    record Member(long shopId, String shopName, long staffId, String email, Role role, String passwordHash) {}

    private SignInsSql() {}

    /** The active members with an email, of the five oldest shops that have one; by {@code staff_member_sign_in}. */
    static List<Member> members(Statements statements, String email) {
        return statements.list(Member.class, """
                SELECT m.shop_id, s.name AS shop_name, m.staff_id, m.email, m.role, m.password_hash
                  FROM staff_member m
                  JOIN shop s ON s.shop_id = m.shop_id
                 WHERE lower(m.email) = lower(?) AND m.active
                 ORDER BY m.shop_id, m.staff_id
                 LIMIT 5
                """, email);
    }

    static List<Member> members(Statements statements, String email, ShopId shop) {
        return statements.list(Member.class, """
                SELECT m.shop_id, s.name AS shop_name, m.staff_id, m.email, m.role, m.password_hash
                  FROM staff_member m
                  JOIN shop s ON s.shop_id = m.shop_id
                 WHERE lower(m.email) = lower(?) AND m.shop_id = ? AND m.active
                 ORDER BY m.staff_id
                 LIMIT 5
                """, email, shop.value());
    }

    /** Counts an attempt and answers how many there were in the window that is open, or opens with this one. */
    static int count(Statements statements, byte[] subject, Instant now, Instant windowEndsAt) {
        record Counted(int attempts) {}
        return statements
                .get(Counted.class, """
                        INSERT INTO sign_in_attempt AS a (subject_hash, window_ends_at, attempts)
                        VALUES (?, ?, 1)
                        ON CONFLICT (subject_hash) DO UPDATE
                           SET attempts = CASE WHEN a.window_ends_at <= ? THEN 1 ELSE least(a.attempts + 1, 1000000) END,
                               window_ends_at = CASE WHEN a.window_ends_at <= ? THEN excluded.window_ends_at
                                                     ELSE a.window_ends_at END
                        RETURNING attempts
                        """, subject, windowEndsAt, now, now)
                .attempts();
    }

    static void forgetAttempts(Statements statements, byte[] subject) {
        statements.update("DELETE FROM sign_in_attempt WHERE subject_hash = ?", subject);
    }
}
