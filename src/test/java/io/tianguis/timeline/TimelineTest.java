package io.tianguis.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.conversations.Channel;
import io.tianguis.conversations.ChannelAccount;
import io.tianguis.conversations.Content;
import io.tianguis.conversations.Direction;
import io.tianguis.conversations.ProviderMessage;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.customers.Person;
import io.tianguis.fulfillment.Parcel;
import io.tianguis.kernel.Money;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.NewPayment;
import io.tianguis.orders.Order;
import io.tianguis.orders.PointOfSaleOrder;
import io.tianguis.orders.PointOfSaleOrder.Line;
import io.tianguis.orders.PointOfSaleOrder.State;
import io.tianguis.orders.Sale;
import io.tianguis.orders.ShipmentEventKind;
import io.tianguis.questions.AnswerSource;
import io.tianguis.questions.NewQuestion;
import io.tianguis.questions.QuestionState;
import io.tianguis.questions.Questions;
import io.tianguis.returns.ReturnStatus;
import io.tianguis.shops.Shop;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import io.tianguis.timeline.TimelineEntry.MessageWritten;
import io.tianguis.timeline.TimelineEntry.OrderPlaced;
import io.tianguis.timeline.TimelineEntry.PaymentMade;
import io.tianguis.timeline.TimelineEntry.QuestionAnswered;
import io.tianguis.timeline.TimelineEntry.QuestionAsked;
import io.tianguis.timeline.TimelineEntry.ReturnOpened;
import io.tianguis.timeline.TimelineEntry.ShipmentHappened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final String ANA = "55 1234 5678";
    private static final String EVA = "55 8765 4321";

    private final TestBackend backend = new TestBackend();
    private final Timeline timeline = backend.get().timeline();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void everythingThatHappenedIsThereNewestFirstAtItsOwnTime() {
        Sale sale = sell(backend.shop(), State.PENDING, ANA);
        long orderId = sale.header().orderId();
        hour();
        backend.accepted(tx -> backend.get()
                .orders()
                .recordPayment(
                        tx,
                        backend.shop().id(),
                        orderId,
                        new NewPayment(
                                "p-1",
                                Order.PaymentState.APPROVED,
                                "mercadopago",
                                "visa",
                                new Money(40_319, "MXN"),
                                1,
                                null,
                                backend.clock().now().minus(Duration.ofMinutes(10)),
                                null)));
        hour();
        backend.accepted(
                tx -> backend.get().fulfillment().pick(tx, backend.shop().id(), orderId, "almacen"));
        backend.accepted(
                tx -> backend.get().fulfillment().pack(tx, backend.shop().id(), orderId, "almacen"));
        backend.accepted(
                tx -> backend.get().fulfillment().ship(tx, backend.shop().id(), orderId, Parcel.AS_LABELED, "almacen"));
        hour();
        backend.accepted(tx -> backend.get()
                .fulfillment()
                .recordEvent(tx, backend.shop().id(), orderId, "En camino", Optional.empty(), "almacen"));
        hour();
        backend.accepted(tx -> backend.get().returns().open(tx, backend.shop().id(), orderId, World.PAQ, 1));

        List<TimelineEntry> entries = page(sale, Optional.empty(), 50).entries();

        assertThat(entries)
                .isSortedAccordingTo(Comparator.comparing(TimelineEntry::at).reversed());
        assertThat(entries).hasSize(7);
        assertThat(entries.get(0)).isInstanceOfSatisfying(ReturnOpened.class, opened -> {
            assertThat(opened.status()).isEqualTo(ReturnStatus.OPEN);
            assertThat(opened.token()).startsWith("DEV");
        });
        assertThat(entries.get(1)).isInstanceOfSatisfying(ShipmentHappened.class, happened -> {
            assertThat(happened.kind()).isEqualTo(ShipmentEventKind.CARRIER_NOTICE);
            assertThat(happened.description()).isEqualTo("En camino");
        });
        assertThat(entries.subList(2, 5))
                .extracting(entry -> ((ShipmentHappened) entry).kind())
                .containsExactly(ShipmentEventKind.SHIPPED, ShipmentEventKind.PACKED, ShipmentEventKind.PICKED);
        assertThat(entries.get(5)).isInstanceOfSatisfying(PaymentMade.class, made -> {
            assertThat(made.at()).isEqualTo(sale.header().createdAt().plus(Duration.ofMinutes(50)));
            assertThat(made.amount()).isEqualTo(new Money(40_319, "MXN"));
            assertThat(made.method()).isEqualTo("visa");
        });
        assertThat(entries.get(6))
                .isEqualTo(new OrderPlaced(
                        sale.header().createdAt(),
                        orderId,
                        FulfillmentStatus.FULFILLED,
                        "Mostrador",
                        sale.header().number(),
                        new Money(40_319, "MXN")));
    }

    @Test
    void whatHasTheSameTimeHasAnOrderToo() {
        Sale sale = sell(backend.shop(), State.SETTLED, ANA);
        sell(backend.shop(), State.SETTLED, ANA);

        assertThat(page(sale, Optional.empty(), 50).entries())
                .extracting(entry -> entry.getClass().getSimpleName())
                .containsExactly(
                        "ShipmentHappened",
                        "ShipmentHappened",
                        "PaymentMade",
                        "PaymentMade",
                        "OrderPlaced",
                        "OrderPlaced");
        assertThat(walk(sale, 1, () -> {}))
                .isEqualTo(page(sale, Optional.empty(), 50).entries());
    }

    @Test
    void pagesNeitherLoseNorRepeatAnEntryWhileNewOnesArrive() {
        Sale first = sell(backend.shop(), State.SETTLED, ANA);
        for (int sale = 0; sale < 20; sale++) {
            if (sale % 3 == 0) {
                hour();
            }
            sell(backend.shop(), sale % 2 == 0 ? State.SETTLED : State.CANCELED, ANA);
        }
        List<TimelineEntry> before = page(first, Optional.empty(), 1_000).entries();

        List<TimelineEntry> walked = walk(first, 4, () -> {
            hour();
            sell(backend.shop(), State.SETTLED, ANA);
        });

        assertThat(walked).isEqualTo(before);
    }

    @Test
    void anotherPersonsAndAnotherShopsEntriesAreNotThere() {
        Sale ana = sell(backend.shop(), State.SETTLED, ANA);
        Sale eva = sell(backend.shop(), State.PENDING, EVA);
        Sale stranger = sell(backend.stranger(), State.SETTLED, ANA);

        assertThat(page(eva, Optional.empty(), 50).entries()).hasSize(1);
        assertThat(page(ana, Optional.empty(), 50).entries()).hasSize(3);
        assertThat(timeline.list(backend.shop().id(), stranger.header().customerId(), Optional.empty(), 50)
                        .entries())
                .isEmpty();
        assertThat(timeline.list(backend.shop().id(), 1, Optional.empty(), 50))
                .isEqualTo(new Timeline.Page(List.of(), Optional.empty()));
    }

    @Test
    void ofMergedRowsThereIsOneListUntilTheMergeIsUndone() {
        Sale ana = sell(backend.shop(), State.SETTLED, ANA);
        hour();
        Sale eva = sell(backend.shop(), State.PENDING, EVA);
        long merge = backend.accepted(tx -> backend.get()
                .customers()
                .merge(
                        tx,
                        backend.shop().id(),
                        ana.header().customerId(),
                        eva.header().customerId(),
                        "prueba"));

        assertThat(page(ana, Optional.empty(), 50).entries()).hasSize(4);
        assertThat(page(eva, Optional.empty(), 50)).isEqualTo(page(ana, Optional.empty(), 50));
        assertThat(walk(ana, 1, () -> {})).hasSize(4);

        backend.accepted(
                tx -> backend.get().customers().undoMerge(tx, backend.shop().id(), merge, "prueba"));

        assertThat(page(ana, Optional.empty(), 50).entries()).hasSize(3);
        assertThat(page(eva, Optional.empty(), 50).entries()).hasSize(1);
    }

    @Test
    void whatWasWrittenStandsBetweenWhatWasBought() {
        Sale sale = sell(backend.shop(), State.SETTLED, ANA);
        hour();
        write("m-1", "¿Tienen otro?");
        hour();
        sell(backend.shop(), State.PENDING, ANA);
        write("m-2", "Gracias");

        List<TimelineEntry> entries = page(sale, Optional.empty(), 50).entries();

        assertThat(entries).hasSize(6);
        assertThat(entries.get(0)).isInstanceOfSatisfying(MessageWritten.class, written -> {
            assertThat(written.text()).isEqualTo("Gracias");
            assertThat(written.channel()).isEqualTo(Channel.WHATSAPP);
            assertThat(written.direction()).isEqualTo(Direction.INBOUND);
        });
        assertThat(entries.get(1)).isInstanceOf(OrderPlaced.class);
        assertThat(entries.get(2)).isInstanceOf(MessageWritten.class);
        assertThat(walk(sale, 1, () -> {})).isEqualTo(entries);
    }

    private void write(String id, String text) {
        ProviderMessage message = new ProviderMessage(
                new ChannelAccount(Channel.WHATSAPP, "5215500000000"),
                new Introduction(List.of(Identity.whatsApp("5215512345678").orElseThrow()), null, null, "Ana", "MX"),
                id,
                null,
                backend.clock().now(),
                new Content.Text(text));
        backend.database()
                .transaction(
                        tx -> backend.get()
                                .conversations()
                                .receive(tx, backend.shop().id(), message),
                        done -> true);
    }

    @Test
    void whatWasAskedAndAnsweredInPublicStandsThereUntilItIsDeleted() {
        Questions questions = backend.get().questions();
        Sale sale = sell(backend.shop(), State.PENDING, ANA);
        long customerId = sale.header().customerId();
        NewQuestion question = new NewQuestion.OnStorefront(
                new NewQuestion.Visitor.Known(customerId), Optional.empty(), "¿Dónde están?");
        hour();
        Instant asked = backend.clock().now();
        long id = backend.accepted(tx -> questions.ask(tx, backend.shop().id(), question))
                .questionId();
        hour();
        Instant answered = backend.clock().now();
        backend.accepted(tx -> questions.answer(tx, backend.shop().id(), id, "Aquí", AnswerSource.HERE));

        assertThat(page(sale, Optional.empty(), 2).entries())
                .containsExactly(
                        new QuestionAnswered(
                                answered, id, io.tianguis.questions.Channel.STOREFRONT, AnswerSource.HERE, "Aquí"),
                        new QuestionAsked(
                                asked,
                                id,
                                io.tianguis.questions.Channel.STOREFRONT,
                                QuestionState.ANSWERED,
                                "¿Dónde están?"));

        backend.accepted(tx -> questions.delete(tx, backend.shop().id(), id));

        assertThat(page(sale, Optional.empty(), 1).entries().getFirst()).isInstanceOf(OrderPlaced.class);
    }

    @Test
    void aPageIsBounded() {
        Sale sale = sell(backend.shop(), State.PENDING, ANA);

        assertThatThrownBy(() -> page(sale, Optional.empty(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> page(sale, Optional.empty(), 1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Every entry, in pages of so many. */
    private List<TimelineEntry> walk(Sale sale, int limit, Runnable between) {
        List<TimelineEntry> walked = new ArrayList<>();
        Set<TimelineCursor> cursors = new HashSet<>();
        Timeline.Page page = page(sale, Optional.empty(), limit);
        walked.addAll(page.entries());
        while (page.next().isPresent()) {
            assertThat(cursors.add(page.next().get())).isTrue();
            between.run();
            page = page(sale, page.next(), limit);
            walked.addAll(page.entries());
        }
        return walked;
    }

    private Timeline.Page page(Sale sale, Optional<TimelineCursor> after, int limit) {
        return timeline.list(backend.shop().id(), sale.header().customerId(), after, limit);
    }

    private void hour() {
        backend.clock().advance(Duration.ofHours(1));
    }

    private Sale sell(Shop shop, State state, @Nullable String phone) {
        String sku = shop.id().equals(backend.shop().id()) ? World.PAQ : World.MULTI;
        String webId =
                backend.get().stock().findBySku(shop.id(), sku).orElseThrow().webId();
        PointOfSaleOrder order = new PointOfSaleOrder(
                "Mostrador",
                state,
                new Person("Ana", null, phone, null),
                new ShipTo("Ana", phone, null, null, null, null, null, null, null, null, shop.country()),
                true,
                0,
                Optional.empty(),
                List.of(new Line(webId, 1, Optional.empty())),
                "caja");
        return backend.accepted(tx -> backend.get().pointOfSale().sell(tx, shop, order));
    }
}
