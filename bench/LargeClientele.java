import io.tianguis.demonstration.DemonstrationShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shop of the benchmark with 1,000,000 customers who came in three years, made by the database itself: two of five have a
 * document, half have chatted, on one platform or two, one of ten is a Carlos. They are listed as a migration lists those who were there before.
 */
final class LargeClientele {

    static final String NAME = "customers";

    static final long CUSTOMERS = 1_000_000;

    /** How the public ids of those begin whom the database made. */
    static final String PUBLIC_ID = "1g0000";

    private static final long FIRST_PHONE = 3_320_000_000L;
    private static final String PATH = "/retailers/api/v1/customers";

    private LargeClientele() {}

    /** Enters those of the first so many who are not there yet; of these again so many have bought. */
    static void grow(Connection connection, long customers, long buyers) throws SQLException {
        long shop = DemonstrationShop.ID.value();
        Sql.run(connection, "SET synchronous_commit = off");
        Sql.run(connection, "ALTER TABLE customer DISABLE TRIGGER customer_joins_lists");
        // Groups of signs are entered in less time when all are there.
        String search = Sql.text(connection, "SELECT pg_get_indexdef('customer_directory_search'::regclass)");
        Sql.run(connection, "DROP INDEX customer_directory_search");
        Sql.run(connection, copyOfCustomers(shop, entered(connection, shop), customers, buyers));
        Sql.run(connection, search);
        Sql.run(connection, "ALTER TABLE customer ENABLE TRIGGER customer_joins_lists");
        Sql.run(connection, "RESET synchronous_commit");
        Sql.run(connection, "VACUUM (ANALYZE)");
    }

    private static long entered(Connection connection, long shop) throws SQLException {
        return Sql.number(
                connection,
                "SELECT count(*) FROM customer WHERE shop_id = " + shop + " AND public_id LIKE '" + PUBLIC_ID + "%'");
    }

    /** The service sums up whom the lists hold, ten thousand at a time. */
    static void awaitLists(Connection connection) throws SQLException, InterruptedException {
        while (Sql.number(connection, """
                SELECT (SELECT count(*) FROM customer_list_change) + (SELECT count(*) FROM customer_directory_change)
                       + (SELECT count(*) FROM customer_directory_count WHERE fragment = '' AND rows > 4096)
                """) > 0) {
            Thread.sleep(500);
        }
        Sql.run(connection, """
                VACUUM (ANALYZE) customer_list_change, customer_list_count, customer_directory_change, customer_directory_count,
                                 customer_directory_stretch
                """);
    }

    private static String copyOfCustomers(long shop, long from, long to, long buyers) {
        return """
                WITH made AS (
                    INSERT INTO customer (shop_id, public_id, first_name, last_name, email, phone, document_type,
                                          document_number, platforms, last_chat_at, purchases, created_at, updated_at)
                    SELECT %1$d, '%7$s' || lpad(n::text, 7, '0'),
                           (ARRAY['Carlos', 'Íñigo', 'María', 'José', 'Ana', 'Zoe', 'Óscar', 'Beatriz', 'Ñandú', 'Luis'])
                               [1 + n %% 10],
                           (ARRAY['Pérez', 'Núñez', 'García', 'Ávila', 'Quiroz', 'López', 'Xool'])[1 + n / 10 %% 7] || ' ' || n,
                           'persona' || (n::bigint * 7919) %% %3$d || '@' ||
                               (ARRAY['correo', 'hola', 'tienda'])[1 + n / 70 %% 3] || '.example',
                           '+52' || (%2$d + n),
                           CASE n %% 5 WHEN 0 THEN 'rfc' WHEN 1 THEN 'curp' END,
                           CASE WHEN n %% 5 < 2 THEN n::text END,
                           CASE n %% 4 WHEN 0 THEN 1 WHEN 1 THEN 1 + 2 * (n / 4 %% 2) ELSE 0 END,
                           CASE WHEN n %% 4 < 2 THEN timestamptz '2023-12-01' + n * interval '90 seconds'
                                    + ((n::bigint * 7919) %% (%3$d - n + 1)) * interval '90 seconds' END,
                           CASE WHEN n < %6$d THEN 3 ELSE 0 END,
                           timestamptz '2023-12-01' + n * interval '90 seconds', now()
                      FROM generate_series(%4$d, %5$d - 1) AS n
                    RETURNING *),
                entered AS (
                    INSERT INTO customer_directory (shop_id, customer_id, sort_name, text, has_bought)
                    SELECT shop_id, customer_id, customer_sort_name(first_name, last_name, NULL),
                           customer_directory_text(customer_sort_name(first_name, last_name, NULL), email), purchases > 0
                      FROM made
                    RETURNING *),
                told AS (
                    INSERT INTO customer_directory_change (shop_id, customer_id, sort_name, text, delta)
                    SELECT shop_id, customer_id, sort_name, text, 1 FROM entered),
                known AS (
                    INSERT INTO customer_identity (shop_id, kind, value, customer_id)
                    SELECT shop_id, 'phone', substr(phone, 2), customer_id FROM made),
                listed AS (
                    INSERT INTO customer_listing (shop_id, customer_id, day, document_type, platforms, chat_at)
                    SELECT m.shop_id, m.customer_id, customer_day(m.created_at, s.time_zone), m.document_type, m.platforms,
                           m.last_chat_at
                      FROM made m
                      JOIN shop s ON s.shop_id = m.shop_id
                    RETURNING *)
                INSERT INTO customer_list_change (shop_id, document_type, platforms, day, day_block, chat_block, delta)
                SELECT shop_id, document_type, platforms, day, (day::bigint << 30) + (customer_id >> 10), chat_block, 1
                  FROM listed
                """.formatted(shop, FIRST_PHONE, CUSTOMERS, from, to, buyers, PUBLIC_ID);
    }

    static Operation byPhone(Operation.Credentials credentials) {
        return new Operation(
                "get_customer",
                "Mercately `GET " + PATH + "/{phone}` of a million",
                "GET",
                PATH + "/${phone}",
                Map.of("api-key", credentials.apiKey()),
                "",
                List.of(new Variable.Uniform("phone", FIRST_PHONE, FIRST_PHONE + CUSTOMERS - 1)),
                Map.of(),
                0.60);
    }

    /** Pages of the list with each filter, near and far. */
    static List<Operation> pages(Operation.Credentials credentials) {
        List<Operation> pages = new ArrayList<>();
        for (String query : List.of(
                "page=1",
                "page=39000",
                "start_date=2024-03-05&end_date=2026-02-20&page=12000",
                "id_type=rfc&page=4000",
                "id_number=500000",
                "platform=messenger&page=2500",
                "id_type=curp&platform=messenger&start_date=2024-03-05&page=500",
                "order_by_last_interaction=desc",
                "order_by_last_interaction=asc&page=15000",
                "order_by_last_interaction=desc&start_date=2025-03-05&end_date=2025-03-11&page=4",
                "order_by_last_interaction=desc&start_date=2024-03-05&end_date=2026-02-20&page=9000",
                "order_by_last_interaction=asc&id_type=curp&platform=whatsapp&start_date=2024-03-05&page=700")) {
            pages.add(new Operation(
                    "customers?" + query,
                    "Mercately `GET " + PATH + "?" + query + "`",
                    "GET",
                    PATH + "?" + query,
                    Map.of("api-key", credentials.apiKey()),
                    "",
                    List.of(),
                    Map.of(),
                    0));
        }
        return pages;
    }
}
