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
                SELECT shop_id, name, status, country, locale, currency, time_zone, email, plan, logo_url,
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
                RETURNING shop_id, name, status, country, locale, currency, time_zone, email, plan, logo_url,
                          state, city, zip_code, address, phone
                """,
                shop.seller().map(NewShop.KnownSeller::shopId).orElse(null),
                shop.name(),
                shop.country(),
                market.locale(),
                market.currency(),
                shop.timeZone(),
                shop.email(),
                shop.state(),
                shop.city(),
                shop.zipCode(),
                shop.address(),
                shop.phone(),
                now);
    }

    /** A field that the change does not name keeps its value; so does one that cannot be empty and is null here. */
    static Optional<Shop> update(Statements statements, ShopId shop, ShopChange change) {
        return statements.find(
                Shop.class,
                """
                UPDATE shop
                   SET name = coalesce(?, name),
                       email = coalesce(?, email),
                       status = coalesce(?, status),
                       locale = coalesce(?, locale),
                       plan = coalesce(?, plan),
                       logo_url = CASE WHEN ? THEN ? ELSE logo_url END,
                       state = CASE WHEN ? THEN ? ELSE state END,
                       city = CASE WHEN ? THEN ? ELSE city END,
                       zip_code = CASE WHEN ? THEN ? ELSE zip_code END,
                       address = CASE WHEN ? THEN ? ELSE address END,
                       phone = CASE WHEN ? THEN ? ELSE phone END
                 WHERE shop_id = ?
                RETURNING shop_id, name, status, country, locale, currency, time_zone, email, plan, logo_url,
                          state, city, zip_code, address, phone
                """,
                change.name().orElse(null),
                change.email().orElse(null),
                change.status().orElse(null),
                change.locale().orElse(null),
                change.plan().orElse(null),
                change.logoUrl().said(),
                change.logoUrl().value(),
                change.state().said(),
                change.state().value(),
                change.city().said(),
                change.city().value(),
                change.zipCode().said(),
                change.zipCode().value(),
                change.address().said(),
                change.address().value(),
                change.phone().said(),
                change.phone().value(),
                shop.value());
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
