package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.customers.MergeRejection.AlreadyMerged;
import io.tianguis.customers.MergeRejection.AlreadyUndone;
import io.tianguis.customers.MergeRejection.CustomerNotFound;
import io.tianguis.customers.MergeRejection.MergeNotFound;
import io.tianguis.customers.MergeRejection.SamePerson;
import io.tianguis.customers.MergeRejection.TooManyRows;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.Order;
import io.tianguis.orders.ShippingService;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final String CARLOS = "4491234567";
    private static final String ANA = "3312345678";
    private static final String EVA = "eva@example.com";

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();
    private final long carlos = id(CARLOS);

    private record State(String state) {}

    @AfterEach
    void stop() {
        PeopleRows.assertSound(backend.database());
        backend.close();
    }

    @Test
    void theKeysOfBothLeadToTheOneWhoWasKept() {
        long ana = create(ANA, "ana@example.com");
        String absorbedId = find(ANA).customer().publicId();
        merge(carlos, ana);
        for (String key : List.of(CARLOS, ANA, "ana@example.com", "carlos.perez@example.com", absorbedId)) {
            assertThat(find(key)).as(key).isEqualTo(find(CARLOS));
        }
        assertThat(find(ANA).customer())
                .extracting(Customer::customerId, Customer::firstName, Customer::phone, Customer::agentEmail)
                .containsExactly(carlos, "Carlos", "+524491234567", "agente@tianguis.example");
    }

    @Test
    void countersAndBelongingsAreThoseOfBoth() {
        long ana = create(ANA, "ana@example.com");
        buy(CARLOS);
        buy(ANA);
        buy(ANA);
        merge(ana, carlos);
        CustomerProfile both = find(CARLOS);
        assertThat(both.customer())
                .extracting(Customer::customerId, Customer::firstName, Customer::purchases)
                .containsExactly(ana, "Ana", 3L);
        assertThat(both.addresses())
                .extracting(Address::description, Address::main)
                .as("the kept one's main address is the main one")
                .containsExactly(tuple("Casa", false), tuple(null, false), tuple("Tienda", true));
        assertThat(both.tags())
                .extracting(CustomerProfile.Tag::name)
                .containsExactly("mayorista", "frecuente", "nueva");
        assertThat(both.customFields())
                .as("what the kept one has stands")
                .containsExactly(new CustomField("talla", "CH"), new CustomField("puntos", "120"));
    }

    @Test
    void whatTheKeptOneLacksIsThatOfTheOther() {
        buy(ANA);
        long eva = buy(null, EVA);
        merge(eva, id(ANA));
        assertThat(find(EVA).customer())
                .extracting(Customer::customerId, Customer::email, Customer::phone)
                .containsExactly(eva, EVA, "+523312345678");
    }

    @Test
    void anOrderShowsThePersonWhoWasKeptUntilTheMergeIsUndone() {
        long orderId = order("3399998888", "Luz");
        long luz = id("3399998888");
        long merge = merge(carlos, luz);
        assertThat(buyerOf(orderId)).isEqualTo("Carlos +524491234567");
        undo(merge);
        assertThat(buyerOf(orderId)).isEqualTo("Luz +523399998888");
    }

    @Test
    void aPurchaseAfterTheMergeShowsOnTheKeptOneAndAfterTheUndoOnTheOther() {
        long ana = create(ANA, null);
        long merge = merge(carlos, ana);
        assertThat(buy(ANA)).isEqualTo(ana);
        assertThat(find(CARLOS).customer().purchases()).isEqualTo(1);
        undo(merge);
        assertThat(find(CARLOS).customer().purchases()).isZero();
        assertThat(find(ANA).customer())
                .extracting(Customer::customerId, Customer::purchases)
                .containsExactly(ana, 1L);
    }

    @Test
    void anUndoBringsEverythingBackToWhereItWas() {
        long ana = create(ANA, "ana@example.com");
        long eva = buy(null, EVA);
        order(ANA, "Ana");
        long first = merge(ana, eva);
        String before = everything();
        CustomerProfile anaBefore = find(ANA);
        CustomerProfile carlosBefore = find(CARLOS);
        long second = merge(carlos, ana);
        assertThat(everything()).isNotEqualTo(before);
        undo(second);
        assertThat(everything()).isEqualTo(before);
        assertThat(find(ANA)).isEqualTo(anaBefore);
        assertThat(find(EVA)).isEqualTo(anaBefore);
        assertThat(find(CARLOS)).isEqualTo(carlosBefore);
        undo(first);
        assertThat(find(EVA).customer().customerId()).isEqualTo(eva);
    }

    @Test
    void aMergeTouchesNeitherIdentitiesNorOrders() {
        long ana = create(ANA, "ana@example.com");
        order(ANA, "Ana");
        String before = identitiesAndOrders();
        merge(carlos, ana);
        assertThat(identitiesAndOrders()).isEqualTo(before);
    }

    @Test
    void whoWasMergedFirstMayLeaveFirst() {
        long ana = create(ANA, null);
        long eva = buy(null, EVA);
        long inner = merge(ana, eva);
        long outer = merge(carlos, ana);
        assertThat(id(EVA)).isEqualTo(carlos);
        undo(inner);
        assertThat(id(EVA)).isEqualTo(eva);
        assertThat(id(ANA)).isEqualTo(carlos);
        undo(outer);
        assertThat(id(ANA)).isEqualTo(ana);
        assertThat(find(ANA).customer().email()).isNull();
    }

    @Test
    void refusalsComeInTheOrderOfTheChecksAndChangeNothing() {
        long ana = create(ANA, null);
        long eva = buy(null, EVA);
        merge(carlos, ana);
        String before = everything();
        assertThat(tryMerge(1, 2)).isEqualTo(Outcome.rejected(new CustomerNotFound(1)));
        assertThat(tryMerge(carlos, 2)).isEqualTo(Outcome.rejected(new CustomerNotFound(2)));
        assertThat(tryMerge(carlos, carlos)).isEqualTo(Outcome.rejected(new SamePerson(carlos)));
        assertThat(tryMerge(ana, carlos)).isEqualTo(Outcome.rejected(new SamePerson(carlos)));
        assertThat(tryMerge(ana, eva)).isEqualTo(Outcome.rejected(new AlreadyMerged(ana, carlos)));
        assertThat(tryMerge(eva, ana)).isEqualTo(Outcome.rejected(new AlreadyMerged(ana, carlos)));
        assertThat(backend.run(tx -> customers.merge(tx, backend.stranger().id(), carlos, eva, "dueña")))
                .as("another shop's people are unknown")
                .isEqualTo(Outcome.rejected(new CustomerNotFound(carlos)));
        assertThat(backend.run(tx -> customers.undoMerge(tx, shop, 77, "dueña")))
                .isEqualTo(Outcome.rejected(new MergeNotFound(77)));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aPersonHasFiftyRowsAtMost() {
        for (int row = 2; row <= 50; row++) {
            merge(carlos, buy(null, "persona" + row + "@example.com"));
        }
        long one = buy(null, "otra@example.com");
        assertThat(tryMerge(carlos, one)).isEqualTo(Outcome.rejected(new TooManyRows(51, 50)));
        assertThat(tryMerge(one, carlos)).isEqualTo(Outcome.rejected(new TooManyRows(51, 50)));
        assertThat(find("persona50@example.com").customer())
                .extracting(Customer::customerId, Customer::purchases)
                .containsExactly(carlos, 49L);
    }

    @Test
    void whoMergedAndWhoTookItBackIsKept() {
        long ana = create(ANA, null);
        long merge = merge(carlos, ana);
        undo(merge);
        long again = merge(carlos, ana);
        assertThat(customers.merges(shop, ana))
                .isEqualTo(customers.merges(shop, carlos))
                .containsExactly(
                        new Merge(again, carlos, ana, "dueña", backend.clock().now(), null, null),
                        new Merge(
                                merge,
                                carlos,
                                ana,
                                "dueña",
                                backend.clock().now(),
                                "agente",
                                backend.clock().now()));
        assertThat(backend.run(tx -> customers.undoMerge(tx, shop, merge, "agente")))
                .isEqualTo(Outcome.rejected(
                        new AlreadyUndone(merge, backend.clock().now())));
        assertThat(backend.run(tx -> customers.undoMerge(tx, backend.stranger().id(), again, "agente")))
                .isEqualTo(Outcome.rejected(new MergeNotFound(again)));
    }

    private CustomerProfile find(String key) {
        return CustomerKey.parse(key, "MX")
                .flatMap(parsed -> customers.find(shop, parsed))
                .orElseThrow();
    }

    private long id(String key) {
        return find(key).customer().customerId();
    }

    private long merge(long keep, long absorb) {
        return backend.accepted(tx -> customers.merge(tx, shop, keep, absorb, "dueña"));
    }

    private Outcome<Long, MergeRejection> tryMerge(long keep, long absorb) {
        return backend.run(tx -> customers.merge(tx, shop, keep, absorb, "dueña"));
    }

    private void undo(long merge) {
        backend.accepted(tx -> customers.undoMerge(tx, shop, merge, "agente"));
    }

    private long buy(String phone) {
        return buy(phone, null);
    }

    private long buy(String phone, String email) {
        return backend.database()
                .transaction(
                        tx -> tx.run(
                                customers.recordPurchase(shop, new Person(null, null, phone, email), "MX", "Tienda")),
                        done -> true);
    }

    private long create(String phone, String email) {
        NewCustomer customer = new NewCustomer(
                new Person("Ana", "Ruiz", phone, email),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                List.of(new Address(0, "Hidalgo 2", null, null, null, null, null, null, "Tienda", true)),
                List.of("mayorista", "nueva"),
                List.of(new CustomField("talla", "CH")));
        return backend.accepted(tx -> customers.create(tx, shop, customer, "MX"));
    }

    private long order(String phone, String name) {
        CreateOrder order = new CreateOrder(
                "Shopify",
                "#" + name,
                null,
                new Person(name, null, phone, null),
                new ShipTo(name, phone, null, "Calle", "1", null, null, "Ciudad", "MX", "20199", "MX"),
                new Shipping(ShippingService.ECONOMY, "DHL", null, null, false),
                false,
                List.of(new Line(World.PAQ, 1)),
                Optional.empty(),
                "seller_de_prueba");
        return backend.accepted(tx -> backend.get().orders().create(tx, backend.shop(), order))
                .orderId();
    }

    private String buyerOf(long orderId) {
        Order.Header order =
                backend.get().orders().find(shop, orderId).orElseThrow().header();
        return order.buyerFirstName() + " " + order.buyerPhone();
    }

    private String everything() {
        return state("customer") + identitiesAndOrders();
    }

    private String identitiesAndOrders() {
        return state("customer_identity") + state("customer_address") + state("customer_tag") + state("sales_order");
    }

    private String state(String table) {
        return backend.database()
                .get(State.class, "SELECT string_agg(t::text, ';' ORDER BY t::text) AS state FROM " + table + " t")
                .state();
    }
}
