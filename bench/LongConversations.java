import io.tianguis.conversations.StretchLengths;
import io.tianguis.demonstration.DemonstrationShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The conversations of the benchmark after years of writing: 10,000,000 messages, a tenth of them in one conversation, the
 * others dealt out to those of the other buyers, in the order of time. They are made by the database itself, with the counts
 * that the service would have left.
 */
final class LongConversations {

    static final String NAME = "conversations";
    static final double SLOWEST_P99_MILLISECONDS = 15;

    private static final long MESSAGES = 10_000_000;
    private static final long ONE_IN = 10;
    private static final long BUYERS = 1_000;
    private static final long PAGE = 25;
    private static final String LONGEST = "4497890000";

    private LongConversations() {}

    /** Answers how many seconds that took. */
    static long grow(Connection connection) throws SQLException {
        long shop = DemonstrationShop.ID.value();
        long began = System.nanoTime();
        Sql.run(connection, "SET synchronous_commit = off");
        // Checking each message's conversation by itself would take longer than making them; all at once it takes seconds.
        Sql.run(connection, "ALTER TABLE message DROP CONSTRAINT message_conversation");
        Sql.run(connection, "DROP TABLE IF EXISTS bench_message; " + plan(shop));
        Sql.run(connection, messages(shop));
        Sql.run(connection, stretches(shop));
        Sql.run(connection, "DROP TABLE bench_message");
        Sql.run(connection, """
                ALTER TABLE message ADD CONSTRAINT message_conversation FOREIGN KEY (shop_id, conversation_id)
                    REFERENCES conversation (shop_id, conversation_id)
                """);
        Sql.run(connection, "RESET synchronous_commit");
        Sql.run(connection, "VACUUM (ANALYZE) message, conversation, conversation_stretch");
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    /** A conversation for each buyer, numbered by telephone: the first one gets the most. */
    private static String plan(long shop) {
        return """
                INSERT INTO channel_account (shop_id, channel, uid) VALUES (%1$d, 'whatsapp', '5214490000000');
                INSERT INTO conversation (shop_id, customer_id, account_id, created_at)
                SELECT %1$d, customer_id, account_id, '2020-01-01'
                  FROM (SELECT customer_id, phone FROM customer
                         WHERE shop_id = %1$d AND phone LIKE '+52449789%%' ORDER BY phone LIMIT %2$d) c
                 CROSS JOIN (SELECT account_id FROM channel_account WHERE shop_id = %1$d AND uid = '5214490000000') a;
                CREATE TABLE bench_message AS
                SELECT row_number() OVER (ORDER BY p.phone) - 1 AS place, count(*) OVER () - 1 AS others,
                       c.conversation_id, c.account_id
                  FROM conversation c
                  JOIN customer p ON p.shop_id = c.shop_id AND p.customer_id = c.customer_id
                  JOIN channel_account a ON a.shop_id = c.shop_id AND a.account_id = c.account_id
                 WHERE c.shop_id = %1$d AND a.uid = '5214490000000';
                CREATE UNIQUE INDEX ON bench_message (place);
                ANALYZE bench_message
                """.formatted(shop, BUYERS);
    }

    private static String messages(long shop) {
        return """
                INSERT INTO message (shop_id, message_id, conversation_id, account_id, direction, sent_at, status,
                                     provider_id, sent_from_here, content_type, text, created_at)
                SELECT %1$d, 1000000000 + w.n, b.conversation_id, b.account_id,
                       CASE WHEN w.n %% 2 = 0 THEN 'inbound' ELSE 'outbound' END, w.at,
                       CASE WHEN w.n %% 2 = 0 THEN NULL ELSE 'read' END, 'wamid.' || w.n, w.n %% 2 <> 0, 'text',
                       'Mensaje de prueba ' || w.n, w.at
                  FROM (%2$s) w
                  JOIN bench_message b ON b.place = w.place
                """.formatted(shop, dealt());
    }

    private static String stretches(long shop) {
        return """
                INSERT INTO conversation_stretch (shop_id, conversation_id, from_at, from_message_id, messages)
                SELECT %1$d, b.conversation_id,
                       CASE WHEN w.stretch = 0 THEN timestamptz '2000-01-01T00:00:00Z' ELSE min(w.at) END,
                       CASE WHEN w.stretch = 0 THEN 0 ELSE min(1000000000 + w.n) END, count(*)
                  FROM (SELECT place, n, at,
                               width_bucket(rank, CASE place WHEN 0 THEN '{%3$s}'::bigint[] ELSE '{%4$s}'::bigint[] END)
                                   AS stretch
                          FROM (%2$s) d) w
                  JOIN bench_message b ON b.place = w.place
                 GROUP BY b.conversation_id, w.stretch
                """.formatted(shop, dealt(), beginnings(MESSAGES / ONE_IN), beginnings(MESSAGES / BUYERS));
    }

    /** Before which messages the service divides a conversation that is written from its beginning to its end. */
    private static String beginnings(long messages) {
        List<String> beginnings = new ArrayList<>();
        long beginning = 0;
        for (long message = 1; message <= messages; message++) {
            long open = message - beginning;
            if (StretchLengths.isToBeLookedAt(open) && StretchLengths.isFull(open, beginnings.size() + 1)) {
                beginning += StretchLengths.kept(open, true);
                beginnings.add(Long.toString(beginning));
            }
        }
        return String.join(",", beginnings);
    }

    /** Each message's number, its conversation's place, its rank there, and its time. */
    private static String dealt() {
        return """
                SELECT n, timestamptz '2020-01-01T00:00:00Z' + n * interval '18 seconds' AS at,
                       CASE WHEN n %% %2$d = 0 THEN 0 ELSE 1 + (n - n / %2$d) %% others END AS place,
                       CASE WHEN n %% %2$d = 0 THEN n / %2$d ELSE (n - n / %2$d) / others END AS rank
                  FROM generate_series(0, %1$d - 1) n
                 CROSS JOIN (SELECT others FROM bench_message LIMIT 1) o""".formatted(MESSAGES, ONE_IN);
    }

    /** Pairs of the first and the last page: of anybody's conversation, and of the longest. */
    static List<List<Operation>> pages(BenchmarkData data, Operation.Credentials credentials) {
        long last = MESSAGES / ONE_IN / PAGE;
        long usual = MESSAGES / BUYERS / PAGE - 2 * BUYERS / PAGE;
        return List.of(
                List.of(
                        page("messages, first page", "${phone}", 1, List.of(data.phone("phone")), credentials),
                        page("messages, late page", "${phone}", usual, List.of(data.phone("phone")), credentials)),
                List.of(
                        page("a million messages, first page", LONGEST, 1, List.of(), credentials),
                        page("a million messages, last page", LONGEST, last, List.of(), credentials)));
    }

    private static Operation page(
            String name, String phone, long page, List<Variable> variables, Operation.Credentials credentials) {
        String path = "/retailers/api/v1/customers/" + phone + "/whatsapp_conversations?page=" + page;
        return new Operation(
                name,
                "Mercately `GET " + path + "`",
                "GET",
                path,
                Map.of("api-key", credentials.apiKey()),
                "",
                variables,
                Map.of(),
                0);
    }
}
