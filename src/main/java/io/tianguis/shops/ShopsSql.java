package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code shop} and {@code staff_member}. */
final class ShopsSql {

    private ShopsSql() {}

    static Optional<Shop> find(Statements statements, ShopId shop) {
        return statements.find(Shop.class, """
                SELECT shop_id, name, status, country, locale, currency, time_zone, email, plan, has_logo,
                       state, city, zip_code, address, phone
                  FROM shop
                 WHERE shop_id = ?
                """, shop.value());
    }

    static Shop insert(Tx tx, NewShop shop, Market market, Instant now) {
        return tx.get(
                Shop.class,
                """
                INSERT INTO shop (shop_id, name, country, locale, currency, time_zone, email,
                                  state, city, zip_code, address, phone, created_at)
                VALUES (coalesce(?, nextval('shop_id_sequence')), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING shop_id, name, status, country, locale, currency, time_zone, email, plan, has_logo,
                          state, city, zip_code, address, phone
                """,
                shop.seller().map(NewShop.KnownSeller::shopId).orElse(null),
                shop.name(),
                shop.country(),
                market.locale(),
                market.currency(),
                market.timeZone(),
                shop.email(),
                shop.state(),
                shop.city(),
                shop.zipCode(),
                shop.address(),
                shop.phone(),
                now);
    }

    static long insertStaff(Tx tx, ShopId shop, NewStaffMember member, String passwordHash, Instant now) {
        record Inserted(long staffId) {}
        return tx.get(
                        Inserted.class,
                        """
                        INSERT INTO staff_member
                               (shop_id, email, first_name, last_name, password_hash, role, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        RETURNING staff_id
                        """,
                        shop.value(),
                        member.email(),
                        member.firstName(),
                        member.lastName(),
                        passwordHash,
                        member.role(),
                        now)
                .staffId();
    }

    /** By {@code staff_member_email_unique}. */
    static Optional<Long> findStaff(Tx tx, ShopId shop, String email) {
        record Found(long staffId) {}
        return tx.find(
                        Found.class,
                        "SELECT staff_id FROM staff_member WHERE shop_id = ? AND email = ?",
                        shop.value(),
                        email)
                .map(Found::staffId);
    }

    /** By {@code staff_member_pk}. */
    static List<StaffMember> listStaff(Statements statements, ShopId shop) {
        return statements.list(StaffMember.class, """
                SELECT staff_id, email, first_name, last_name, role, active
                  FROM staff_member
                 WHERE shop_id = ?
                 ORDER BY staff_id
                 LIMIT 1000
                """, shop.value());
    }
}
