package io.tianguis.webhooks;

import static io.tianguis.webhooks.WebhookType.ORDER_CREATED;
import static io.tianguis.webhooks.WebhookType.ORDER_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.webhooks.WebhookTransport.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest {

    private final Receivers receivers = new Receivers();

    @AfterEach
    void close() {
        receivers.close();
    }

    @Test
    void aReceiverIsToldOfItsTypeAloneSignedAndNumberedWithoutGaps() {
        WebhookCreated created = receivers.subscribe(ORDER_CREATED, "https://receiver.example/a");
        receivers.relay().send();

        receivers.happen(ORDER_CREATED, "order:1", "one");
        receivers.happen(ORDER_UPDATED, "order:1", "nobody asked");
        receivers.happen(ORDER_CREATED, "order:2", "two");
        receivers.awaitReceived(2);

        long id = created.webhook().webhookId();
        byte[] secret =
                Base64.getDecoder().decode(created.secret().orElseThrow().substring("whsec_".length()));
        assertThat(receivers.received).hasSize(2).allSatisfy(message -> {
            assertThat(message.url()).isEqualTo("https://receiver.example/a");
            assertThat(message.id()).isEqualTo("msg_" + id + "_" + message.sequence());
            assertThat(message.timestamp()).isEqualTo(MovableClock.START.getEpochSecond());
            assertThat(message.signatures())
                    .isEqualTo(WebhookSignature.of(secret, message.id(), message.timestamp(), message.body()));
        });
        assertThat(receivers.received).extracting(WebhookMessage::sequence).containsExactlyInAnyOrder(1L, 2L);
        receivers.awaitQuiet();
        assertThat(receivers.log())
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.DELIVERED, DeliveryState.DELIVERED);
    }

    @Test
    void theBacklogTellsHowMuchWaitsAndHowLateItIs() {
        assertThat(receivers.webhooks.backlog()).isEqualTo(new WebhookBacklog(0, Duration.ZERO));
        receivers.subscribe(ORDER_CREATED, "https://receiver.example");
        receivers.answers = message -> new Answer.Refused(500, Optional.empty());
        receivers.happen(ORDER_CREATED, "order:1", "first");
        receivers.happen(ORDER_CREATED, "order:1", "second");
        receivers.relay().send();
        receivers.awaitReceived(1);
        receivers.awaitQuiet();
        assertThat(receivers.webhooks.backlog()).isEqualTo(new WebhookBacklog(2, Duration.ZERO));

        Instant due = pending("order:1", 1);
        receivers.stop();
        receivers.advance(Duration.between(receivers.now(), due).plusSeconds(90));
        assertThat(receivers.webhooks.backlog()).isEqualTo(new WebhookBacklog(2, Duration.ofSeconds(90)));
    }

    @Test
    void failuresAreTriedAgainOnScheduleWithTheSameBytesAndThenGivenUpSoThatTheNextGoesOn() {
        receivers.subscribe(ORDER_CREATED, "https://receiver.example");
        receivers.answers = message -> Receivers.text(message).equals("first")
                ? new Answer.Refused(500, Optional.empty())
                : new Answer.Accepted(204);
        receivers.happen(ORDER_CREATED, "order:1", "first");
        receivers.happen(ORDER_CREATED, "order:1", "second");
        receivers.relay().send();

        List<Instant> attempts = new ArrayList<>();
        for (int attempt = 1; attempt <= 10; attempt++) {
            receivers.awaitReceived(attempt);
            receivers.awaitQuiet();
            attempts.add(receivers.now());
            if (attempt < 10) {
                Instant next = pending("order:1", attempt);
                Duration pause = Duration.between(receivers.now(), next);
                assertThat(pause)
                        .isBetween(
                                WebhookSender.PAUSES.get(attempt - 1),
                                WebhookSender.PAUSES
                                        .get(attempt - 1)
                                        .multipliedBy(6)
                                        .dividedBy(5));
                receivers.advance(pause.minusMillis(1));
                receivers.awaitQuiet();
                assertThat(receivers.received).hasSize(attempt);
                receivers.advance(Duration.ofMillis(1));
            }
        }
        receivers.awaitReceived(11);
        receivers.awaitQuiet();

        assertThat(receivers.bodies().subList(0, 10)).containsOnly("first");
        assertThat(receivers.received.subList(0, 10))
                .extracting(WebhookMessage::id)
                .containsOnly(receivers.received.getFirst().id());
        assertThat(receivers.bodies().getLast()).isEqualTo("second");
        assertThat(receivers.log())
                .extracting(Delivery::state, Delivery::attempts, Delivery::lastStatus)
                .containsExactlyInAnyOrder(
                        tuple(DeliveryState.FAILED, 10, 500), tuple(DeliveryState.DELIVERED, 0, 204));
    }

    @Test
    void aReceiverThatIsGoneIsAskedNoMoreAndTakenUpAgainWhereItWas() {
        Webhook webhook =
                receivers.subscribe(ORDER_CREATED, "https://receiver.example").webhook();
        receivers.answers = message -> new Answer.Gone(410);
        receivers.relay().send();
        receivers.happen(ORDER_CREATED, "order:1", "one");
        receivers.awaitReceived(1);
        receivers.awaitQuiet();
        receivers.happen(ORDER_CREATED, "order:2", "nobody hears");

        assertThat(receivers.webhooks.list(Receivers.SHOP))
                .singleElement()
                .extracting(Webhook::active)
                .isEqualTo(false);
        receivers.awaitQuiet();
        receivers.answers = message -> new Answer.Accepted(200);
        WebhookCreated again = receivers.subscribe(ORDER_CREATED, "https://receiver.example");
        assertThat(again.secret()).isEmpty();
        assertThat(again.webhook().webhookId()).isEqualTo(webhook.webhookId());
        receivers.happen(ORDER_CREATED, "order:3", "back");
        receivers.awaitReceived(2);

        assertThat(receivers.bodies()).containsExactly("one", "back");
        assertThat(receivers.received).extracting(WebhookMessage::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aReceiverThatAsksForQuietIsLeftAloneForADayAtTheMost() {
        receivers.subscribe(ORDER_CREATED, "https://receiver.example");
        receivers.answers = message -> new Answer.Refused(429, Optional.of(Duration.ofDays(400)));
        receivers.relay().send();
        receivers.happen(ORDER_CREATED, "order:1", "one");
        receivers.awaitReceived(1);
        receivers.awaitQuiet();
        receivers.answers = message -> new Answer.Accepted(200);
        receivers.happen(ORDER_CREATED, "order:2", "two");

        receivers.advance(WebhookSender.LONGEST_QUIET.minusSeconds(1));
        receivers.awaitQuiet();
        assertThat(receivers.received).hasSize(1);

        receivers.advance(Duration.ofSeconds(1));
        receivers.awaitReceived(3);
        assertThat(receivers.bodies()).contains("two").filteredOn("one"::equals).hasSize(2);
    }

    @Test
    void aSecretIsRotatedWithBothSignaturesForADay() {
        WebhookCreated created = receivers.subscribe(ORDER_CREATED, "https://receiver.example");
        byte[] first = bytes(created.secret().orElseThrow());
        byte[] second = bytes(receivers
                .webhooks
                .rotateSecret(Receivers.SHOP, created.webhook().webhookId())
                .orElseThrow());
        receivers.relay().send();
        receivers.happen(ORDER_CREATED, "order:1", "one");
        receivers.awaitReceived(1);
        receivers.advance(Webhooks.PREVIOUS_SECRET_LIFE);
        receivers.happen(ORDER_CREATED, "order:1", "two");
        receivers.awaitReceived(2);

        WebhookMessage during = receivers.received.getFirst();
        WebhookMessage after = receivers.received.getLast();
        assertThat(during.signatures())
                .isEqualTo(WebhookSignature.of(second, during.id(), during.timestamp(), during.body()) + " "
                        + WebhookSignature.of(first, during.id(), during.timestamp(), during.body()));
        assertThat(after.signatures())
                .isEqualTo(WebhookSignature.of(second, after.id(), after.timestamp(), after.body()));
        assertThat(receivers.webhooks.rotateSecret(Receivers.SHOP, 1)).isEmpty();
    }

    @Test
    void aReceiverThatHangsHoldsUpNoOther() {
        receivers.subscribe(ORDER_CREATED, "https://hanging.example");
        receivers.subscribe(ORDER_UPDATED, "https://quick.example");
        CountDownLatch hanging = new CountDownLatch(1);
        receivers.answers = message -> {
            if (message.url().contains("hanging")) {
                try {
                    hanging.await();
                } catch (InterruptedException stopped) {
                    return new Answer.Unreachable("interrupted");
                }
            }
            return new Answer.Accepted(200);
        };
        IntStream.range(0, 200).forEach(number -> receivers.happen(ORDER_CREATED, "order:" + number, "slow"));
        IntStream.range(0, 200).forEach(number -> receivers.happen(ORDER_UPDATED, "order:" + number, "quick"));
        receivers.relay().send();

        Eventually.await(
                "the quick one told everything",
                () -> receivers.bodies().stream().filter("quick"::equals).count() == 200);
        assertThat(receivers.bodies().stream().filter("slow"::equals).count()).isLessThanOrEqualTo(8);
        hanging.countDown();
        receivers.awaitReceived(400);
    }

    @Test
    void whatAStoppedSenderHadUnderWayIsSentAgainAtOnce() {
        receivers.subscribe(ORDER_CREATED, "https://receiver.example");
        receivers.answers = message -> {
            try {
                new CountDownLatch(1).await();
                return new Answer.Accepted(200);
            } catch (InterruptedException stopped) {
                return new Answer.Unreachable("interrupted");
            }
        };
        receivers.happen(ORDER_CREATED, "order:1", "one");
        receivers.relay().send();
        receivers.awaitReceived(1);
        receivers.stop();
        receivers.answers = message -> new Answer.Accepted(200);
        receivers.send();
        receivers.awaitReceived(2);

        assertThat(receivers.received.getLast().id())
                .isEqualTo(receivers.received.getFirst().id());
        receivers.awaitQuiet();
        assertThat(receivers.log())
                .singleElement()
                .extracting(Delivery::attempts)
                .isEqualTo(0);
    }

    @Test
    void anAttemptThatOutlivesItsLeaseChangesNothingOfTheOneThatFollowed() {
        receivers.subscribe(ORDER_CREATED, "https://receiver.example");
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        receivers.answers = message -> {
            if (Receivers.text(message).equals("a fence")) {
                return new Answer.Accepted(200);
            }
            boolean late = attempts.incrementAndGet() == 1;
            await(late ? first : second);
            return late ? new Answer.Refused(500, Optional.empty()) : new Answer.Accepted(204);
        };
        receivers.happen(ORDER_CREATED, "order:1", "one");
        receivers.relay().send();
        receivers.awaitReceived(1);
        receivers.advance(WebhookSender.LEASE);
        receivers.awaitReceived(2);

        first.countDown();
        receivers.happen(ORDER_CREATED, "order:2", "a fence");
        Eventually.await(
                "what ended after the first attempt did is written",
                () -> receivers.log().stream().anyMatch(delivery -> delivery.state() == DeliveryState.DELIVERED));
        assertThat(receivers.log())
                .filteredOn(delivery -> delivery.orderingKey().equals("order:1"))
                .extracting(Delivery::state, Delivery::attempts, Delivery::dueAt)
                .containsExactly(tuple(DeliveryState.PENDING, 0, receivers.now().plus(WebhookSender.LEASE)));

        second.countDown();
        receivers.awaitQuiet();
        assertThat(receivers.log())
                .filteredOn(delivery -> delivery.orderingKey().equals("order:1"))
                .extracting(Delivery::state, Delivery::attempts, Delivery::lastStatus)
                .containsExactly(tuple(DeliveryState.DELIVERED, 0, 204));
    }

    @Test
    void aReplaySendsWhatHasEndedOnceMoreInOrderUnderItsFirstIds() {
        Webhook webhook =
                receivers.subscribe(ORDER_CREATED, "https://receiver.example").webhook();
        receivers.relay().send();
        receivers.happen(ORDER_CREATED, "order:1", "before");
        receivers.awaitReceived(1);
        receivers.advance(Duration.ofHours(1));
        Instant since = receivers.now();
        IntStream.range(0, 5).forEach(number -> receivers.happen(ORDER_CREATED, "order:1", "n" + number));
        receivers.awaitReceived(6);
        receivers.awaitQuiet();
        List<String> ids =
                receivers.received.stream().map(WebhookMessage::id).skip(1).toList();

        assertThat(receivers.webhooks.replay(webhook, since)).isEqualTo(5);
        receivers.awaitReceived(11);
        receivers.awaitQuiet();

        assertThat(receivers.bodies().subList(6, 11)).containsExactly("n0", "n1", "n2", "n3", "n4");
        assertThat(receivers.received.stream().map(WebhookMessage::id).skip(6)).isEqualTo(ids);
        assertThat(receivers.log()).extracting(Delivery::state).containsOnly(DeliveryState.DELIVERED);
    }

    @Test
    void whatWaitsForARemovedSubscriptionIsDiscardedAndForgottenInTime() {
        Webhook webhook =
                receivers.subscribe(ORDER_CREATED, "https://receiver.example").webhook();
        receivers.answers = message -> new Answer.Unreachable("nobody there");
        receivers.relay().send();
        IntStream.range(0, 3).forEach(number -> receivers.happen(ORDER_CREATED, "order:1", "n" + number));
        receivers.awaitReceived(1);
        receivers.awaitQuiet();
        assertThat(receivers.log().getLast().lastFault()).isEqualTo("nobody there");

        assertThat(receivers.webhooks.remove(Receivers.SHOP, webhook.webhookId()))
                .isTrue();
        assertThat(receivers.webhooks.remove(Receivers.SHOP, webhook.webhookId()))
                .isFalse();
        receivers.webhooks.tidy();
        assertThat(receivers.log()).hasSize(3).extracting(Delivery::state).containsOnly(DeliveryState.DISCARDED);
        assertThat(receivers.webhooks.list(Receivers.SHOP)).isEmpty();

        receivers.advance(Webhooks.LOG_LIFE.plusSeconds(1));
        receivers.webhooks.tidy();
        assertThat(receivers.log()).isEmpty();
        record Left(long left) {}
        assertThat(receivers
                        .database
                        .get(
                                Left.class,
                                "SELECT (SELECT count(*) FROM webhook) + (SELECT count(*) FROM webhook_body) AS left")
                        .left())
                .isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static byte[] bytes(String secret) {
        return Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }

    private Instant pending(String key, int attempts) {
        return receivers.log().stream()
                .filter(delivery -> delivery.orderingKey().equals(key) && delivery.attempts() == attempts)
                .map(Delivery::dueAt)
                .findFirst()
                .orElseThrow();
    }
}
