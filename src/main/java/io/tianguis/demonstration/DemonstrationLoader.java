package io.tianguis.demonstration;

import io.tianguis.customers.CustomerKey.ByPhone;
import io.tianguis.customers.PhoneNumber;
import io.tianguis.demonstration.DemonstrationSql.Reached;
import io.tianguis.demonstration.Load.Taken;
import io.tianguis.demonstration.Progress.Stage;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Fills shops with demonstration data through the capabilities' own operations. What is entered follows from the seed, the
 * amounts, the reference moment and how much of it the shop has already; the ids that the capabilities give, and their
 * secrets, do not.
 */
public final class DemonstrationLoader {

    private static final Amounts FURNITURE = new Amounts(24, 30, 40, 20, 48);
    private static final long FURNITURE_SEED = 1;
    private static final int MAX_LANES = 8;

    /** So many orders, questions or messages. */
    private static final int WORTH_A_LANE = 500;

    private static final int BATCH = 50;
    private static final int BEGINNING = 500;

    private final Function<Clock, Doors> doors;
    private final LongFunction<Randomness> seeded;
    private final Randomness secrets;
    private final int concurrency;

    /**
     * @param doors the capabilities on a given clock, since the data happened at different times
     * @param seeded randomness that is the same for the same seed
     * @param secrets randomness that nobody can guess, for the passwords of the shop's agents
     * @param concurrency how many connections to use at the most
     */
    public DemonstrationLoader(
            Function<Clock, Doors> doors, LongFunction<Randomness> seeded, Randomness secrets, int concurrency) {
        this.doors = doors;
        this.seeded = seeded;
        this.secrets = secrets;
        this.concurrency = concurrency;
    }

    /** Whether there is data for a country (ISO 3166-1 alpha-2, in capitals). */
    public static boolean knows(String country) {
        return Country.of(country).isPresent();
    }

    /** The countries that there is data for. */
    public static List<String> countries() {
        return Country.codes();
    }

    /**
     * Loads exactly the amounts, in many transactions. When it fails in between, what was entered so far stays; a further
     * load goes on beside it.
     *
     * @param reference the moment at which the data's last year ends
     * @throws IllegalArgumentException if there is no data for the shop's country
     */
    public Counts load(Shop shop, Amounts amounts, long seed, Instant reference, Progress progress) {
        Doors plain = doors.apply(new HistoricClock(reference.minus(Load.FOUNDED_BEFORE)));
        Country country = country(shop);
        Reached reached =
                plain.database().transaction(tx -> DemonstrationSql.take(tx, shop.id(), amounts), done -> true);
        Load load = load(shop, country, amounts, seed, reference, reached);
        plain.database()
                .transaction(
                        tx -> {
                            DemonstrationSql.lock(tx, shop.id());
                            return load.furnishings(tx, plain);
                        },
                        done -> true);
        enterAll(load, Stage.PRODUCTS, amounts.products(), load.lanes(), Set.of(), progress);
        // Tags and custom fields are rows that many customers share, so that lanes would only wait for each other.
        enterAll(load, Stage.CUSTOMERS, load.enteredByHand(), 1, Set.of(), progress);
        keepNewcomersNew(load, plain, progress);
        Set<Integer> first = load.firstOfEachChannel();
        enterBatch(load, Stage.ORDERS, List.copyOf(first), progress);
        enterAll(load, Stage.ORDERS, amounts.orders(), load.lanes(), first, progress);
        enterAll(load, Stage.QUESTIONS, amounts.questions(), load.questionLanes(), Set.of(), progress);
        enterAll(load, Stage.MESSAGES, amounts.messages(), load.chatLanes(), Set.of(), progress);
        return new Counts(
                amounts.products(), amounts.customers(), amounts.orders(), amounts.questions(), amounts.messages());
    }

    /**
     * Gives a shop what a new user finds in it: the items that the published documents' examples name, and a little of
     * everything else. All of it is one transaction, so that a crash leaves nothing half done.
     *
     * @return false when the shop has it already
     * @throws IllegalArgumentException if there is no data for the shop's country
     */
    public boolean furnish(Shop shop, Instant reference) {
        HistoricClock clock = new HistoricClock(reference.minus(Load.FOUNDED_BEFORE));
        Doors doors = this.doors.apply(clock);
        if (DemonstrationSql.isFurnished(doors.database(), shop.id())) {
            return false;
        }
        Country country = country(shop);
        List<String> present = DocumentedItems.present(doors.stock(), shop.id());
        return doors.database()
                .transaction(
                        tx -> {
                            if (!DemonstrationSql.furnish(tx, shop.id())) {
                                return false;
                            }
                            DocumentedItems.enter(tx, doors.stock(), shop.id(), present);
                            Snippets.enter(tx, doors.trackingCodes(), shop.id());
                            SiteTerms.enter(tx, doors.shops(), shop, country.prices());
                            Reached reached = DemonstrationSql.take(tx, shop.id(), FURNITURE);
                            Load load = load(shop, country, FURNITURE, FURNITURE_SEED, reference, reached);
                            load.furnishings(tx, doors);
                            load.defaultCategory(tx, doors);
                            enter(tx, doors, clock, load, Stage.PRODUCTS, FURNITURE.products());
                            enter(tx, doors, clock, load, Stage.CUSTOMERS, load.enteredByHand());
                            enter(tx, doors, clock, load, Stage.ORDERS, FURNITURE.orders());
                            enter(tx, doors, clock, load, Stage.QUESTIONS, FURNITURE.questions());
                            enter(tx, doors, clock, load, Stage.MESSAGES, FURNITURE.messages());
                            if (present.isEmpty()) {
                                Counter.enter(tx, doors, clock, load);
                            }
                            return true;
                        },
                        done -> true);
    }

    private static void enter(Tx tx, Doors doors, HistoricClock clock, Load load, Stage stage, int total) {
        for (int index = 0; index < total; index++) {
            load.enter(tx, doors, clock, stage, index).ifPresent(taken -> {
                throw new IllegalStateException("the shop has something of its own in the place of " + taken);
            });
        }
    }

    private static Country country(Shop shop) {
        return Country.of(shop.country())
                .orElseThrow(() -> new IllegalArgumentException("no demonstration data for " + shop.country()));
    }

    private Load load(Shop shop, Country country, Amounts amounts, long seed, Instant reference, Reached reached) {
        return new Load(
                shop,
                country,
                new Seed(seed, seeded),
                amounts,
                reference,
                new Numbers(reached.products() - amounts.products()),
                new Numbers(reached.people() - amounts.customers()),
                new Numbers(reached.orders() - amounts.orders()),
                new Numbers(reached.questions() - amounts.questions()),
                new Numbers(reached.messages() - amounts.messages()),
                Math.clamp(amounts.orders() / WORTH_A_LANE, 1, MAX_LANES),
                Math.clamp(amounts.questions() / WORTH_A_LANE, 1, MAX_LANES),
                Math.clamp(amounts.messages() / WORTH_A_LANE, 1, MAX_LANES),
                secrets);
    }

    /**
     * A newcomer's first order must not land on somebody whom the shop knows by the same telephone, so these get another
     * one beforehand.
     */
    private static void keepNewcomersNew(Load load, Doors doors, Progress progress) {
        for (int index = load.enteredByHand(); index < load.amounts().customers(); index++) {
            while (doors.customers()
                    .find(load.shop().id(), phoneOf(load, index))
                    .isPresent()) {
                load.peopleNumbers().move(index);
            }
        }
        progress.entered(Stage.CUSTOMERS, load.amounts().customers() - load.enteredByHand());
    }

    private static ByPhone phoneOf(Load load, int index) {
        String phone = load.internationalPhone(index);
        return new ByPhone(PhoneNumber.parse(phone, load.shop().country())
                .orElseThrow(() -> new IllegalStateException("not a telephone: " + phone))
                .key());
    }

    /**
     * Enters a stage, and lets the planner look at the tables after its beginning: what it planned for empty ones takes
     * ever longer on full ones.
     */
    private void enterAll(Load load, Stage stage, int total, int lanes, Set<Integer> done, Progress progress) {
        int beginning = Math.min(BEGINNING, total);
        inLanes(load, stage, 0, beginning, lanes, done, progress);
        if (beginning == BEGINNING) {
            doors.apply(new HistoricClock(load.reference())).database().refreshStatistics();
        }
        inLanes(load, stage, beginning, total, lanes, done, progress);
    }

    /** Deals the indexes out to lanes by their remainder and runs each lane's in batches of one transaction. */
    private void inLanes(Load load, Stage stage, int from, int to, int lanes, Set<Integer> done, Progress progress) {
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.clamp(concurrency, 1, lanes), Thread.ofVirtual().factory())) {
            for (int lane = 0; lane < lanes; lane++) {
                int first = from + Math.floorMod(lane - from, lanes);
                running.add(threads.submit(() -> {
                    try {
                        runLane(load, stage, first, to, lanes, done, failed, progress);
                    } catch (RuntimeException | Error fault) {
                        failed.set(true);
                        throw fault;
                    }
                }));
            }
        }
        running.forEach(DemonstrationLoader::finish);
    }

    private void runLane(
            Load load,
            Stage stage,
            int first,
            int to,
            int step,
            Set<Integer> done,
            AtomicBoolean failed,
            Progress progress) {
        HistoricClock clock = new HistoricClock(load.reference());
        Doors doors = this.doors.apply(clock);
        List<Integer> batch = new ArrayList<>(BATCH);
        for (long index = first; index < to && !failed.get(); index += step) {
            if (!done.contains((int) index)) {
                batch.add((int) index);
            }
            if (batch.size() == BATCH || index + step >= to) {
                enterBatch(load, doors, clock, stage, batch);
                progress.entered(stage, batch.size());
                batch.clear();
            }
        }
    }

    private void enterBatch(Load load, Stage stage, List<Integer> indexes, Progress progress) {
        HistoricClock clock = new HistoricClock(load.reference());
        enterBatch(load, doors.apply(clock), clock, stage, indexes);
        progress.entered(stage, indexes.size());
    }

    /** Begins again with another number when something of the shop stands where one of the batch should go. */
    private static void enterBatch(Load load, Doors doors, HistoricClock clock, Stage stage, List<Integer> batch) {
        while (true) {
            Outcome<Integer, Taken> outcome = doors.database().transaction(tx -> {
                for (int index : batch) {
                    Optional<Taken> taken = load.enter(tx, doors, clock, stage, index);
                    if (taken.isPresent()) {
                        return Outcome.rejected(taken.get());
                    }
                }
                return Outcome.ok(batch.size());
            });
            switch (outcome) {
                case Outcome.Ok<Integer, Taken> _ -> {
                    return;
                }
                case Outcome.Rejected<Integer, Taken>(Taken taken) -> load.move(taken);
            }
        }
    }

    private static void finish(Future<?> lane) {
        try {
            lane.get();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", hurried);
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                default -> throw new IllegalStateException(failure.getCause());
            }
        }
    }
}
