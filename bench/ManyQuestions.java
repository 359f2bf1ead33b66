import io.tianguis.demonstration.DemonstrationShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shop of the benchmark with 100,000 questions in 60,000 threads, asked over a year on both channels, made by the database
 * itself: six in ten are answered, three wait, one is closed. They are counted as a service leaves them that has not summed up
 * anything yet.
 */
final class ManyQuestions {

    static final String NAME = "questions";

    private static final long QUESTIONS = 100_000;
    private static final long THREADS = 60_000;

    private ManyQuestions() {}

    static void grow(Connection connection) throws SQLException {
        long shop = DemonstrationShop.ID.value();
        Sql.run(connection, "SET synchronous_commit = off");
        Sql.run(connection, threads(shop));
        Sql.run(connection, questions(shop));
        Sql.run(connection, tallies(shop));
        Sql.run(connection, counts(shop));
        Sql.run(connection, "RESET synchronous_commit");
        Sql.run(connection, "VACUUM (ANALYZE)");
    }

    /** The service sums up the lists, ten thousand changes at a time. */
    static void awaitLists(Connection connection) throws SQLException, InterruptedException {
        while (Sql.number(connection, "SELECT count(*) FROM question_list_change") > 0) {
            Thread.sleep(500);
        }
        Sql.run(connection, "VACUUM (ANALYZE) question_list_change, question_list_count");
    }

    private static String threads(long shop) {
        return """
                INSERT INTO question_thread (shop_id, thread_id, channel, asker, listing, product_id, customer_id)
                SELECT %1$d, 1000000 + n, CASE WHEN n %% 2 = 0 THEN 'storefront' ELSE 'mercadolibre' END, 1000000 + n,
                       CASE WHEN n %% 2 = 0 THEN p.ids[1 + n %% cardinality(p.ids)]::text ELSE 'MLM' || n %% 500 END,
                       p.ids[1 + n %% cardinality(p.ids)], c.ids[1 + n %% cardinality(c.ids)]
                  FROM generate_series(0, %2$d - 1) AS n
                 CROSS JOIN (SELECT array_agg(product_id) AS ids FROM product WHERE shop_id = %1$d) p
                 CROSS JOIN (SELECT array_agg(customer_id) AS ids FROM customer WHERE shop_id = %1$d) c
                """.formatted(shop, THREADS);
    }

    private static String questions(long shop) {
        return """
                INSERT INTO question (shop_id, thread_id, channel, customer_id, provider_id, state, text, asked_at, answer,
                                      answer_source, answered_at, closed_at, created_at)
                SELECT %1$d, t.thread_id, t.channel, t.customer_id, CASE WHEN t.channel = 'mercadolibre' THEN n END, m.state,
                       (ARRAY['Hola, ¿tenés stock en azul?', '¿Hacen envíos al interior?', '¿Cuál es la medida exacta?',
                              'Buenas tardes, ¿es original?', '¿Puedo pagar en cuotas?', 'Hola, ¿cuánto demora?',
                              '¿Hacen factura A?', '¿Aceptan cambios?'])[1 + n %% 8] || ' Consulta ' || n, m.at,
                       CASE WHEN m.state = 'answered' THEN 'Hola, sí. Saludos.' END,
                       CASE WHEN m.state = 'answered' THEN 'here' END,
                       CASE WHEN m.state = 'answered' THEN m.at + interval '1 hour' END,
                       CASE WHEN m.state = 'closed_unanswered' THEN m.at + interval '1 hour' END, m.at
                  FROM generate_series(0, %2$d - 1) AS n
                 CROSS JOIN LATERAL (
                       SELECT timestamptz '2025-03-01' + n * interval '5 minutes' AS at,
                              CASE WHEN n %% 10 < 6 THEN 'answered' WHEN n %% 10 < 9 THEN 'unanswered'
                                   ELSE 'closed_unanswered' END AS state) m
                  JOIN question_thread t ON t.shop_id = %1$d AND t.thread_id = 1000000 + (n * 7919) %% %3$d
                """.formatted(shop, QUESTIONS, THREADS);
    }

    private static String tallies(long shop) {
        return """
                UPDATE question_thread t
                   SET unanswered = q.unanswered, answered = q.answered, closed_unanswered = q.closed,
                       last_question_at = q.last,
                       state = CASE WHEN q.unanswered > 0 THEN 'unanswered' WHEN q.answered > 0 THEN 'answered'
                                    ELSE 'closed_unanswered' END
                  FROM (SELECT thread_id, max(asked_at) AS last,
                               count(*) FILTER (WHERE state = 'unanswered') AS unanswered,
                               count(*) FILTER (WHERE state = 'answered') AS answered,
                               count(*) FILTER (WHERE state = 'closed_unanswered') AS closed
                          FROM question
                         WHERE shop_id = %1$d
                         GROUP BY thread_id) q
                 WHERE t.shop_id = %1$d AND t.thread_id = q.thread_id AND t.thread_id >= 1000000
                """.formatted(shop);
    }

    private static String counts(long shop) {
        return """
                INSERT INTO question_list_change (shop_id, list, id, delta)
                SELECT %1$d, r.kind || ':' || c.channel || ':' || s.state, r.second, 1
                  FROM (SELECT 'question' AS kind, channel, state, floor(extract(epoch FROM asked_at))::bigint AS second
                          FROM question
                         WHERE shop_id = %1$d AND thread_id >= 1000000
                        UNION ALL
                        SELECT 'thread', channel, state, floor(extract(epoch FROM last_question_at))::bigint
                          FROM question_thread
                         WHERE shop_id = %1$d AND thread_id >= 1000000 AND state IS NOT NULL) r
                 CROSS JOIN LATERAL (VALUES (r.channel), ('*')) AS c(channel)
                 CROSS JOIN LATERAL (VALUES (r.state), ('*')) AS s(state)
                """.formatted(shop);
    }

    /** Searches with each filter, near and far, by words that few and many questions have. */
    static List<Operation> pages(Operation.Credentials credentials) {
        List<Operation> pages = new ArrayList<>();
        for (String search : List.of(
                "search?limit=50",
                "search?status=unanswered&limit=10&orders=question_date_asc",
                "search?channel=mshops&offset=24000",
                "search?status=answered&channel=meli&orders=question_date_asc&offset=15000",
                "search?q=77777",
                "search?q=envios&status=unanswered",
                "search?q=hola&offset=5000",
                "threads/search?limit=10",
                "threads/search?status=unanswered&channel=meli&offset=8000",
                "threads/search?query=77777",
                "threads/search?query=factura&status=answered",
                "threads/search?query=hola&offset=9000")) {
            String path = "/v1/shops/" + credentials.shopId() + "/questions/" + search;
            pages.add(new Operation(
                    "questions/" + search,
                    "MercadoShops `GET " + path + "`",
                    "GET",
                    path,
                    Map.of("Authorization", "Bearer " + credentials.accessToken()),
                    "",
                    List.of(),
                    Map.of(),
                    0));
        }
        return pages;
    }
}
