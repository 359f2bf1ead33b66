import io.agroal.api.AgroalDataSource;
import io.tianguis.Backend;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.inbound.NewEntry;
import io.tianguis.inbound.Scan;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.system.SecureRandomness;
import io.tianguis.platform.system.SystemClock;
import io.tianguis.shops.ShopId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clerks who scan unit after unit, each into an entry of their own; no API offers it, so it runs in this process. */
final class InboundReceipts {

    static final String NAME = "receive_inbound";
    static final int CLERKS = 16;

    private static final int LINES = 50;
    private static final int ITEMS = 10_000;
    private static final long FIRST_SKU = 100_000;

    /** @param p99 in milliseconds */
    record Figures(double rate, double p99) {}

    private InboundReceipts() {}

    static Figures measure(PostgresAddress address, int seconds) throws Exception {
        try (AgroalDataSource pool = ConnectionPool.open(
                        address.jdbcUrl(), address.user(), address.password(), ConnectionPool.usualSize());
                ExecutorService clerks = Executors.newVirtualThreadPerTaskExecutor()) {
            Backend backend = Backend.on(pool, new SystemClock(), new SecureRandomness());
            run(backend, clerks, Math.min(20, seconds));
            long[] nanoseconds = run(backend, clerks, seconds);
            Arrays.sort(nanoseconds);
            return new Figures(
                    nanoseconds.length / (double) seconds, nanoseconds[(int) (nanoseconds.length * 0.99)] / 1e6);
        }
    }

    private static long[] run(Backend backend, ExecutorService clerks, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Future<List<Long>>> all = new ArrayList<>();
        for (int clerk = 0; clerk < CLERKS; clerk++) {
            Random random = new Random(clerk);
            all.add(clerks.submit(() -> scan(backend, random, end)));
        }
        List<Long> took = new ArrayList<>();
        for (Future<List<Long>> clerk : all) {
            took.addAll(clerk.get());
        }
        return took.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> scan(Backend backend, Random random, long end) {
        ShopId shop = DemonstrationShop.ID;
        List<String> skus = random.ints(0, ITEMS)
                .distinct()
                .limit(LINES)
                .mapToObj(item -> Long.toString(FIRST_SKU + item))
                .toList();
        NewEntry entry = new NewEntry(
                skus.stream()
                        .map(sku -> new NewEntry.Line(sku, Optional.of(1_000L)))
                        .toList(),
                "Camión propio",
                null);
        String token = accepted(backend.database().transaction(tx -> backend.inbound().announce(tx, shop, entry)))
                .token();
        List<Long> took = new ArrayList<>();
        while (System.nanoTime() < end) {
            Scan scan = new Scan(new Scan.Code.Sku(skus.get(random.nextInt(LINES))), 1, null);
            long started = System.nanoTime();
            accepted(backend.inbound().receive(shop, token, scan, null));
            took.add(System.nanoTime() - started);
        }
        return took;
    }

    private static <T> T accepted(Outcome<T, ?> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T, ?>(T value) -> value;
            case Outcome.Rejected<T, ?>(Object why) -> throw new IllegalStateException("refused: " + why);
        };
    }
}
