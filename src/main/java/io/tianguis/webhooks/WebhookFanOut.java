package io.tianguis.webhooks;

import io.tianguis.kernel.Clock;
import io.tianguis.platform.outbox.OutboxConsumer;
import io.tianguis.platform.outbox.OutboxEvent;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.webhooks.DeliveriesSql.Addition;
import io.tianguis.webhooks.DeliveriesSql.Target;
import io.tianguis.webhooks.WebhookPayloads.Happening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes deliveries of what happened: for each event and each subscription to it one, with its body, numbered. A batch costs
 * shops without subscriptions one look together. The body is written here, within moments of what it tells of, because a
 * receiver must get the same bytes at every attempt, and because reading orders by the batch is cheaper than one by one.
 */
public final class WebhookFanOut implements OutboxConsumer {

    /** How many bodies are written at once: orders are large, and memory is not. */
    private static final int AT_ONCE = 32;

    private final WebhookPayloads payloads;
    private final Clock clock;

    public WebhookFanOut(WebhookPayloads payloads, Clock clock) {
        this.payloads = payloads;
        this.clock = clock;
    }

    private record Subject(long shopId, WebhookType type) {}

    private record Occurred(OutboxEvent event, WebhookType type) {

        Subject subject() {
            return new Subject(event.shopId(), type);
        }

        Happening happening() {
            return new Happening(event.position(), type, event.attributes(), event.createdAt());
        }
    }

    @Override
    public Set<String> topics() {
        return Arrays.stream(WebhookType.values()).map(WebhookType::topic).collect(Collectors.toSet());
    }

    @Override
    public void take(Tx tx, List<OutboxEvent> events) {
        List<Occurred> occurred = new ArrayList<>();
        Set<Subject> subjects = new LinkedHashSet<>();
        for (OutboxEvent event : events) {
            Optional<WebhookType> type = WebhookType.ofTopic(event.topic());
            if (type.isPresent()) {
                Occurred one = new Occurred(event, type.get());
                occurred.add(one);
                subjects.add(one.subject());
            }
        }
        Map<Subject, Target> targets = targets(tx, subjects);
        Map<Long, List<Occurred>> told = occurred.stream()
                .filter(one -> targets.containsKey(one.subject()))
                .collect(Collectors.groupingBy(one -> one.event().shopId(), LinkedHashMap::new, Collectors.toList()));
        told.forEach((shopId, ofShop) -> {
            for (int start = 0; start < ofShop.size(); start += AT_ONCE) {
                List<Occurred> part = ofShop.subList(start, Math.min(start + AT_ONCE, ofShop.size()));
                add(tx, new ShopId(shopId), part, targets);
            }
        });
        if (!told.isEmpty()) {
            DeliveriesSql.count(tx, targets.values());
        }
    }

    private static Map<Subject, Target> targets(Tx tx, Set<Subject> subjects) {
        Map<Subject, Target> targets = new HashMap<>();
        DeliveriesSql.holdTargets(
                        tx,
                        subjects.stream().map(Subject::shopId).toList(),
                        subjects.stream().map(Subject::type).toList())
                .forEach(target -> targets.put(new Subject(target.shopId(), target.type()), target));
        return targets;
    }

    private void add(Tx tx, ShopId shop, List<Occurred> part, Map<Subject, Target> targets) {
        Map<Long, byte[]> bodies =
                payloads.write(tx, shop, part.stream().map(Occurred::happening).toList());
        List<Addition> additions = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (Occurred one : part) {
            byte @Nullable [] body = bodies.get(one.event().position());
            if (body == null) {
                continue;
            }
            Target target = targets.computeIfPresent(one.subject(), (subject, counted) -> counted.next());
            if (target == null) {
                throw new IllegalStateException("no subscription to " + one.subject());
            }
            String key = one.event().orderingKey();
            additions.add(new Addition(
                    target.shopId(),
                    target.webhookId(),
                    target.lastSequence(),
                    key,
                    seen.add(List.of(target.webhookId(), key)),
                    body,
                    one.event().createdAt()));
        }
        if (!additions.isEmpty()) {
            DeliveriesSql.add(tx, additions, clock.now());
        }
    }
}
