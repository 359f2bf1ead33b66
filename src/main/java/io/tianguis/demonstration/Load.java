package io.tianguis.demonstration;

import io.tianguis.catalog.Catalog.Created;
import io.tianguis.catalog.CatalogRejection;
import io.tianguis.catalog.Category;
import io.tianguis.customers.CustomerRejection;
import io.tianguis.demonstration.Bookkeeping.Settled;
import io.tianguis.demonstration.Progress.Stage;
import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.NewPayment;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.OrderCreated;
import io.tianguis.orders.OrderRejection;
import io.tianguis.orders.PaymentRecorded;
import io.tianguis.orders.PaymentRejection;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.NewStaffMember;
import io.tianguis.shops.NewStaffMember.Role;
import io.tianguis.shops.Shop;
import io.tianguis.stock.OpeningStock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One load of one shop: what it consists of, and how each piece is entered. Threads may share it. */
final class Load {

    /** How long before the reference the shop began: products come first, then customers, then a year of orders. */
    static final Duration FOUNDED_BEFORE = Duration.ofDays(730);

    private static final Duration CUSTOMERS_BEFORE = Duration.ofDays(540);
    private static final Duration BETWEEN_STAGES = Duration.ofDays(170);

    private static final int AGENTS = 3;
    private static final int PASSWORD_LENGTH = 24;
    private static final int SHARE_OF_NEWCOMERS = 4;
    private static final int CHANNELS_LOOKED_FOR_IN = 500;

    /** Where the shares of a hundred orders begin that are not paid at a counter. */
    private static final int PENDING_FROM = 64;

    private static final int IN_PROCESS_FROM = 71;
    private static final int REJECTED_FROM = 76;
    private static final int UNPAID_FROM = 84;

    private static final List<PaymentMethod> ONLINE = List.of(
            new PaymentMethod("mercadopago", "visa", true),
            new PaymentMethod("mercadopago", "master", true),
            new PaymentMethod("mercadopago", "account_money", false),
            new PaymentMethod("stripe", "visa", false),
            new PaymentMethod("paypal", "paypal", false));
    private static final List<PaymentMethod> AT_COUNTER =
            List.of(new PaymentMethod(null, "cash", false), new PaymentMethod("mercadopago", "debvisa", false));
    private static final List<Integer> INSTALLMENTS = List.of(1, 1, 1, 3, 6, 12);

    private final Shop shop;
    private final Country country;
    private final Seed seed;
    private final Amounts amounts;
    private final Instant reference;
    private final Numbers productNumbers;
    private final Numbers peopleNumbers;
    private final Numbers orderNumbers;
    private final Inquiries inquiries;
    private final Chats chats;
    private final int lanes;
    private final int questionLanes;
    private final int chatLanes;
    private final Randomness secrets;
    private final Assortment assortment;
    private final People people;
    private final Sales sales;
    private final int newcomers;

    /** Where each product's variants begin in {@link #demand}. */
    private final int[] variantOffsets;

    /** The units of each variant that the load's orders take. */
    private final int[] demand;

    private final Map<String, Long> categoryIds = new HashMap<>();
    private final List<Long> agentIds = new ArrayList<>();

    Load(
            Shop shop,
            Country country,
            Seed seed,
            Amounts amounts,
            Instant reference,
            Numbers productNumbers,
            Numbers peopleNumbers,
            Numbers orderNumbers,
            Numbers questionNumbers,
            Numbers messageNumbers,
            int lanes,
            int questionLanes,
            int chatLanes,
            Randomness secrets) {
        this.shop = shop;
        this.country = country;
        this.seed = seed;
        this.amounts = amounts;
        this.reference = reference;
        this.productNumbers = productNumbers;
        this.peopleNumbers = peopleNumbers;
        this.orderNumbers = orderNumbers;
        this.newcomers = Math.min(amounts.customers() / SHARE_OF_NEWCOMERS, amounts.orders());
        this.lanes = Math.max(1, Math.min(lanes, Math.min(amounts.products(), amounts.customers() - newcomers)));
        this.questionLanes = Math.max(1, Math.min(questionLanes, amounts.customers()));
        this.chatLanes = Math.max(1, Math.min(chatLanes, amounts.customers()));
        this.secrets = secrets;
        this.assortment = new Assortment(country, seed, productNumbers);
        this.people = new People(country, seed, peopleNumbers);
        this.sales =
                new Sales(country, seed, amounts, newcomers, this.lanes, reference, assortment, people, orderNumbers);
        this.inquiries = new Inquiries(
                shop,
                country,
                seed,
                amounts,
                this.questionLanes,
                reference,
                assortment,
                people,
                peopleNumbers,
                questionNumbers);
        this.chats = new Chats(
                shop, country, seed, amounts, this.chatLanes, reference, people, peopleNumbers, messageNumbers);
        this.variantOffsets = new int[amounts.products() + 1];
        for (int product = 0; product < amounts.products(); product++) {
            variantOffsets[product + 1] =
                    variantOffsets[product] + assortment.outline(product).variants();
        }
        this.demand = new int[variantOffsets[amounts.products()]];
        for (int order = 0; order < amounts.orders(); order++) {
            sales.picks(order).forEach(pick -> demand[variantOffsets[pick.product()] + pick.variant()] += pick.units());
        }
    }

    /** Something of the shop's own stands where a piece of the load should go. */
    record Taken(Stage stage, int index) {}

    /** @param provider null for what the seller takes by hand */
    private record PaymentMethod(@Nullable String provider, String name, boolean inInstallments) {}

    Shop shop() {
        return shop;
    }

    Amounts amounts() {
        return amounts;
    }

    Instant reference() {
        return reference;
    }

    int lanes() {
        return lanes;
    }

    /** How many enter questions; each customer's are one lane's. */
    int questionLanes() {
        return questionLanes;
    }

    /** How many enter messages; each customer's are one lane's. */
    int chatLanes() {
        return chatLanes;
    }

    Numbers peopleNumbers() {
        return peopleNumbers;
    }

    /** How many of the customers staff enter; the rest are introduced by an order. */
    int enteredByHand() {
        return amounts.customers() - newcomers;
    }

    String internationalPhone(int person) {
        return country.telephones().international(people.someone(person).phone());
    }

    /**
     * The first order of each channel, which defines the channel. Entered ahead, they keep lanes from waiting for each other
     * in a circle.
     */
    Set<Integer> firstOfEachChannel() {
        Set<String> seen = new HashSet<>();
        return IntStream.range(0, Math.min(amounts.orders(), CHANNELS_LOOKED_FOR_IN))
                .filter(index -> seen.add(sales.channel(index).name()))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void move(Taken taken) {
        switch (taken.stage()) {
            case PRODUCTS -> productNumbers.move(taken.index());
            case CUSTOMERS -> peopleNumbers.move(taken.index());
            case ORDERS -> orderNumbers.move(taken.index());
            case QUESTIONS -> inquiries.move(taken.index());
            case MESSAGES -> throw new IllegalStateException("a message takes nobody's place: " + taken);
        }
    }

    /**
     * Enters the categories and the agents, unless an earlier load left them.
     *
     * @return the ids of the agents
     */
    List<Long> furnishings(Tx tx, Doors doors) {
        categoryIds.clear();
        if (amounts.products() > 0) {
            Family.ALL.forEach(family -> category(tx, doors, family.category()));
        }
        agentIds.clear();
        for (int agent = 0; amounts.customers() > 0 && agent < AGENTS; agent++) {
            agentIds.add(agent(tx, doors, agent));
        }
        return agentIds;
    }

    /** Enters one piece, as of the moment at which it happened; a piece that finds its place taken changes nothing. */
    Optional<Taken> enter(Tx tx, Doors doors, HistoricClock clock, Stage stage, int index) {
        boolean entered =
                switch (stage) {
                    case PRODUCTS -> product(tx, doors, clock, index);
                    case CUSTOMERS -> customer(tx, doors, clock, index);
                    case ORDERS -> order(tx, doors, clock, index);
                    case QUESTIONS -> inquiries.enter(tx, doors, clock, index);
                    case MESSAGES -> {
                        chats.enter(tx, doors, clock, index);
                        yield true;
                    }
                };
        return entered ? Optional.empty() : Optional.of(new Taken(stage, index));
    }

    private boolean product(Tx tx, Doors doors, HistoricClock clock, int index) {
        clock.stand(spread(reference.minus(FOUNDED_BEFORE), index, amounts.products()));
        List<String> category = assortment.outline(index).family().category();
        return switch (doors.stock()
                .create(tx, shop.id(), assortment.product(index, categoryIds.get(path(category))), openings(index))) {
            case Outcome.Ok<Created, CatalogRejection> _ -> true;
            case Outcome.Rejected<Created, CatalogRejection>(CatalogRejection rejection) ->
                switch (rejection) {
                    case CatalogRejection.SkuTaken _ -> false;
                    case CatalogRejection.ProductNotFound _,
                            CatalogRejection.CategoryGone _,
                            CatalogRejection.CombinationTaken _,
                            CatalogRejection.UnknownOptionValue _,
                            CatalogRejection.MissingOptionValue _,
                            CatalogRejection.OptionsFixed _,
                            CatalogRejection.TooManyOptions _,
                            CatalogRejection.TooManyValues _,
                            CatalogRejection.TooManyVariants _ -> throw refused("product", index, rejection);
                };
        };
    }

    /** What the orders will take and something over, so that none is refused; one variant in twelve sells out. */
    private List<OpeningStock> openings(int product) {
        Dice dice = seed.of("opening stock", product);
        List<OpeningStock> openings = new ArrayList<>();
        for (int variant = variantOffsets[product]; variant < variantOffsets[product + 1]; variant++) {
            int left = dice.chance(8) ? 0 : dice.between(1, 150);
            openings.add(new OpeningStock(demand[variant] + left, dice.chance(3)));
        }
        return openings;
    }

    /** Some want no more news, some are removed; who of these buys afterwards is active again. */
    private boolean part(Tx tx, Doors doors, int index, long customerId) {
        if (index % 7 == 3) {
            doors.customers().unsubscribe(tx, shop.id(), customerId);
        }
        if (index % 9 == 4) {
            doors.customers().remove(tx, shop.id(), customerId);
        }
        return true;
    }

    private boolean customer(Tx tx, Doors doors, HistoricClock clock, int index) {
        clock.stand(spread(reference.minus(CUSTOMERS_BEFORE), index, enteredByHand()));
        return switch (doors.customers().create(tx, shop.id(), people.customer(index, agentIds), shop.country())) {
            case Outcome.Ok<Long, CustomerRejection>(Long customerId) -> part(tx, doors, index, customerId);
            case Outcome.Rejected<Long, CustomerRejection>(CustomerRejection rejection) ->
                switch (rejection) {
                    case CustomerRejection.PhoneTaken _, CustomerRejection.EmailTaken _ -> false;
                    case CustomerRejection.InvalidPhone _,
                            CustomerRejection.InvalidEmail _,
                            CustomerRejection.Nameless _,
                            CustomerRejection.UnknownAgent _,
                            CustomerRejection.CustomerNotFound _,
                            CustomerRejection.UnknownAddress _,
                            CustomerRejection.TooManyAddresses _,
                            CustomerRejection.TooManyTags _,
                            CustomerRejection.TooManyCustomFields _ -> throw refused("customer", index, rejection);
                };
        };
    }

    /** Takes the order and its payment, and brings it as far as it came. */
    private boolean order(Tx tx, Doors doors, HistoricClock clock, int index) {
        clock.stand(sales.at(index));
        CreateOrder order = sales.order(index);
        return switch (doors.orders().create(tx, shop, order)) {
            case Outcome.Ok<OrderCreated, OrderRejection>(OrderCreated created) -> {
                Optional<Settled> settled =
                        payment(index).map(payment -> record(tx, doors, created.orderId(), payment));
                Journey journey = journey(index, order.paused());
                journey.travel(tx, doors.fulfillment(), clock, shop.id(), created.orderId());
                new Bookkeeping(sales.at(index), reference, journey, seed.of("bookkeeping", index))
                        .keep(tx, doors, clock, shop.id(), created.orderId(), settled);
                yield true;
            }
            case Outcome.Rejected<OrderCreated, OrderRejection>(OrderRejection rejection) ->
                switch (rejection) {
                    case OrderRejection.NumberTaken _ -> false;
                    case OrderRejection.UnknownSkus _,
                            OrderRejection.NothingReserved _,
                            OrderRejection.AmountOutOfRange _ -> throw refused("order", index, rejection);
                };
        };
    }

    /** At the counter everybody pays; elsewhere two of three do, some try to, and the rest will on delivery. */
    private Optional<NewPayment> payment(int index) {
        Dice dice = seed.of("payment", index);
        boolean atCounter = sales.channel(index).atCounter();
        int share = dice.below(100);
        if (!atCounter && share >= UNPAID_FROM) {
            return Optional.empty();
        }
        PaymentState state = atCounter || share < PENDING_FROM
                ? PaymentState.APPROVED
                : share < IN_PROCESS_FROM
                        ? PaymentState.PENDING
                        : share < REJECTED_FROM ? PaymentState.IN_PROCESS : PaymentState.REJECTED;
        PaymentMethod method = dice.pick(atCounter ? AT_COUNTER : ONLINE);
        int installments = method.inInstallments() ? dice.pick(INSTALLMENTS) : 1;
        long cents = sales.picks(index).stream().mapToLong(this::cents).sum();
        return Optional.of(new NewPayment(
                method.provider() == null ? null : dice.filled("1##########"),
                state,
                method.provider(),
                method.name(),
                new Money(cents, shop.currency()),
                installments,
                cents * (installments - 1) / 100,
                null,
                sales.channel(index).name()));
    }

    private Journey journey(int index, boolean paused) {
        Instant taken = sales.at(index);
        return sales.channel(index).atCounter()
                ? Journey.atCounter(taken, reference)
                : Journey.ofParcel(taken, paused, reference, seed.of("journey", index));
    }

    private long cents(Sales.Pick pick) {
        return pick.units()
                * assortment
                        .product(pick.product(), null)
                        .variants()
                        .get(pick.variant())
                        .priceCents();
    }

    private Settled record(Tx tx, Doors doors, long orderId, NewPayment payment) {
        return switch (doors.orders().recordPayment(tx, shop.id(), orderId, payment)) {
            case Outcome.Ok<PaymentRecorded, PaymentRejection>(PaymentRecorded recorded) ->
                new Settled(recorded.paymentId(), payment.state());
            case Outcome.Rejected<PaymentRecorded, PaymentRejection>(PaymentRejection rejection) ->
                throw new IllegalStateException(
                        "the payment of the load's order " + orderId + " was refused: " + rejection);
        };
    }

    private static IllegalStateException refused(String what, int index, Object rejection) {
        return new IllegalStateException("the load's " + what + " " + index + " was refused: " + rejection);
    }

    /** One category more, where products go that lose theirs. */
    void defaultCategory(Tx tx, Doors doors) {
        Category added = added(tx, doors, null, assortment.said("Varios|Diversos"));
        doors.categories().makeDefault(tx, shop.id(), added.categoryId()).fold(category -> category, rejection -> {
            throw new IllegalStateException("no default category: " + rejection);
        });
    }

    private long category(Tx tx, Doors doors, List<String> category) {
        @Nullable Long parent = null;
        for (int level = 1; level <= category.size(); level++) {
            parent = category(tx, doors, parent, category.subList(0, level));
        }
        return parent;
    }

    private Long category(Tx tx, Doors doors, @Nullable Long parent, List<String> names) {
        @Nullable Long known = categoryIds.get(path(names));
        if (known != null) {
            return known;
        }
        String name = assortment.said(names.getLast());
        Long id = doors.categories()
                .findByName(tx, shop.id(), parent, name)
                .orElseGet(() -> added(tx, doors, parent, name))
                .categoryId();
        categoryIds.put(path(names), id);
        return id;
    }

    private Category added(Tx tx, Doors doors, @Nullable Long parent, String name) {
        return doors.categories().add(tx, shop.id(), parent, name).fold(category -> category, rejection -> {
            throw new IllegalStateException(name + " was refused: " + rejection);
        });
    }

    private static String path(List<String> names) {
        return String.join(" > ", names);
    }

    /** Nobody knows an agent's password: a shop with real data in it may be loaded too. */
    private long agent(Tx tx, Doors doors, int agent) {
        String firstName = country.firstNames().get(agent);
        String lastName = country.surnames().get(agent);
        String email = Assortment.plain(firstName + "." + lastName).toLowerCase(Locale.ROOT) + "@equipo.example";
        return doors.shops()
                .findStaff(tx, shop.id(), email)
                .orElseGet(() -> doors.shops()
                        .addStaff(
                                tx,
                                shop.id(),
                                new NewStaffMember(
                                        email,
                                        firstName,
                                        lastName,
                                        secrets.text(PASSWORD_LENGTH, Randomness.ALPHANUMERIC),
                                        agent == 0 ? Role.SUPERVISOR : Role.AGENT)));
    }

    private static Instant spread(Instant from, int index, int total) {
        return from.plusSeconds(BETWEEN_STAGES.toSeconds() * index / Math.max(1, total));
    }
}
