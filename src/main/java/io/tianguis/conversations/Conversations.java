package io.tianguis.conversations;

import io.tianguis.conversations.Content.Contacts;
import io.tianguis.conversations.ConversationRejection.AlreadyAccepted;
import io.tianguis.conversations.ConversationRejection.ConversationNotFound;
import io.tianguis.conversations.ConversationRejection.CustomerNotFound;
import io.tianguis.conversations.ConversationRejection.MessageNotFound;
import io.tianguis.conversations.ConversationRejection.ProviderIdTaken;
import io.tianguis.conversations.ConversationsSql.Open;
import io.tianguis.conversations.ConversationsSql.Unread;
import io.tianguis.conversations.MessagesSql.Added;
import io.tianguis.conversations.MessagesSql.Draft;
import io.tianguis.conversations.MessagesSql.Place;
import io.tianguis.conversations.MessagesSql.Sent;
import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.Customers;
import io.tianguis.customers.Platform;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door to the conversations. Whatever happens in one is told to the outbox under the key
 * {@code conversation:<id>}: {@code message.received}, {@code message.recorded} and {@code message.submitted} with the
 * {@code conversation_id} and the {@code message_id}, {@code message.status_changed} with the {@code status} beside, and
 * {@code conversation.read} with the {@code conversation_id}.
 *
 * <p>Locks, in this order: the customer's row, the conversation's.
 */
public final class Conversations {

    /** How many messages a page may have. */
    public static final int MAX_PAGE_SIZE = 100;

    private final Database database;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;

    public Conversations(Database database, Customers customers, Outbox outbox, Clock clock) {
        this.database = database;
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Receives what a customer wrote: finds or makes the customer, and adds the message to their conversation with the
     * account, where it waits to be read. A message that is there already, by the provider's id, changes nothing.
     */
    public Recorded receive(Tx tx, ShopId shop, ProviderMessage message) {
        return record(tx, shop, message, Direction.INBOUND, null, "message.received");
    }

    /**
     * Records what the shop wrote to a customer in the provider's own application, as {@link #receive} does.
     *
     * @param message its {@code customer} is the one who was written to
     */
    public Recorded recordSent(Tx tx, ShopId shop, ProviderMessage message) {
        return record(tx, shop, message, Direction.OUTBOUND, MessageStatus.SENT, "message.recorded");
    }

    /**
     * Writes to a customer, now. The message is submitted; {@link #accept} tells that the provider took it. Rejected with
     * {@link CustomerNotFound}. Whether the provider lets the shop write freely is told by {@link #window}.
     */
    public Outcome<Recorded, ConversationRejection> send(Tx tx, ShopId shop, long customerId, NewMessage message) {
        Instant now = clock.now();
        Draft draft = new Draft(
                Direction.OUTBOUND,
                now,
                MessageStatus.SUBMITTED,
                null,
                message.repliedProviderId(),
                true,
                message.content(),
                message.campaign());
        try {
            return Outcome.ok(add(tx, shop, customerId, message.account(), draft, "message.submitted", now)
                    .orElseThrow());
        } catch (ConstraintViolation violation) {
            if (violation.constraint().equals("conversation_customer")) {
                return Outcome.rejected(new CustomerNotFound(customerId));
            }
            throw violation;
        }
    }

    /**
     * The provider took a message that was submitted, and gave it an id. Told again, it changes nothing. Rejections in the
     * order of the checks: {@link MessageNotFound}, {@link AlreadyAccepted}, {@link ProviderIdTaken}.
     */
    public Outcome<StatusChanged, ConversationRejection> accept(Tx tx, ShopId shop, long messageId, String providerId) {
        Texts.require("provider's id", providerId, ProviderMessage.MAX_PROVIDER_ID_LENGTH);
        Optional<Sent> locked = MessagesSql.lockSent(tx, shop, messageId);
        if (locked.isEmpty()) {
            return Outcome.rejected(new MessageNotFound());
        }
        Sent message = locked.get();
        @Nullable String known = message.providerId();
        if (known != null) {
            return known.equals(providerId)
                    ? Outcome.ok(changed(message, message.status()))
                    : Outcome.rejected(new AlreadyAccepted(known));
        }
        MessageStatus status = later(message.status(), MessageStatus.SENT);
        try {
            tx.run(MessagesSql.accept(shop, messageId, providerId, status));
        } catch (ConstraintViolation violation) {
            if (violation.constraint().equals("message_provider_id_unique")) {
                return Outcome.rejected(new ProviderIdTaken(providerId));
            }
            throw violation;
        }
        return Outcome.ok(announced(tx, shop, changed(message, status)));
    }

    /**
     * A provider tells how far a message came that the shop sent. Notices may come in any order and any number of times: the
     * status never goes back (see {@link MessageStatus}), and the first moment told of a delivery and of a reading stays.
     * Rejected with {@link MessageNotFound}.
     */
    public Outcome<StatusChanged, ConversationRejection> changeStatus(
            Tx tx, ShopId shop, ChannelAccount account, String providerId, StatusNotice notice) {
        return MessagesSql.findRecorded(tx, shop, account, providerId)
                .map(message -> changeStatus(tx, shop, message.messageId(), notice))
                .orElseGet(() -> Outcome.rejected(new MessageNotFound()));
    }

    /** The same for a message to which the provider may have given no id. */
    public Outcome<StatusChanged, ConversationRejection> changeStatus(
            Tx tx, ShopId shop, long messageId, StatusNotice notice) {
        Optional<Sent> locked = MessagesSql.lockSent(tx, shop, messageId);
        if (locked.isEmpty()) {
            return Outcome.rejected(new MessageNotFound());
        }
        Sent message = locked.get();
        MessageStatus status = later(message.status(), notice.status());
        Instant at = notPast(notice.at(), clock.now());
        boolean delivered = notice.status() == MessageStatus.DELIVERED && message.deliveredAt() == null;
        boolean read = notice.status() == MessageStatus.READ && message.readAt() == null;
        StatusChanged changed = changed(message, status);
        if (changed.moved() || delivered || read) {
            tx.later(MessagesSql.change(
                    shop,
                    messageId,
                    status,
                    notice,
                    delivered ? at : message.deliveredAt(),
                    read ? at : message.readAt()));
        }
        return Outcome.ok(announced(tx, shop, changed));
    }

    /**
     * Somebody of the shop has read a conversation, everything that is recorded so far. Rejected with
     * {@link ConversationNotFound}.
     *
     * @return how many messages had waited for it
     */
    public Outcome<Long, ConversationRejection> markRead(Tx tx, ShopId shop, long conversationId) {
        Optional<Unread> locked = ConversationsSql.lock(tx, shop, conversationId);
        if (locked.isEmpty()) {
            return Outcome.rejected(new ConversationNotFound(conversationId));
        }
        Unread conversation = locked.get();
        @Nullable Long newest = conversation.newestMessageId();
        if (newest != null && conversation.unread() > 0) {
            tx.later(ConversationsSql.markRead(shop, conversationId, newest, clock.now()));
            tell(tx, shop, "conversation.read", conversationId, Map.of());
        }
        return Outcome.ok(conversation.unread());
    }

    /**
     * A page of what a person and the shop wrote each other on a channel, whatever the account and whichever of the
     * person's merged rows; the oldest messages first. Every page costs the same. Empty when nobody has the key.
     *
     * @param offset how many messages come before the page
     * @param limit 1 to {@link #MAX_PAGE_SIZE}
     */
    public Optional<MessagePage> page(ShopId shop, CustomerKey person, Channel channel, long offset, int limit) {
        if (offset < 0 || limit < 1 || limit > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("no page: " + limit + " messages from " + offset);
        }
        return customers
                .findPerson(shop, person)
                .map(personId -> MessagePagesSql.page(database, shop, personId, channel, offset, limit));
    }

    /** One message. */
    public Optional<Message> findMessage(ShopId shop, long messageId) {
        return MessagePagesSql.find(database, shop, messageId);
    }

    /** One conversation. */
    public Optional<Conversation> find(ShopId shop, long conversationId) {
        return ConversationsSql.find(database, shop, conversationId);
    }

    /** Until when the shop may answer in a conversation freely. */
    public Window window(Conversation conversation) {
        return Window.of(conversation.lastInboundAt(), clock.now());
    }

    private Recorded record(
            Tx tx,
            ShopId shop,
            ProviderMessage message,
            Direction direction,
            @Nullable MessageStatus status,
            String topic) {
        Optional<Recorded> recorded = MessagesSql.findRecorded(tx, shop, message.account(), message.providerId());
        if (recorded.isPresent()) {
            return recorded.get();
        }
        long customerId = tx.run(customers.meet(shop, message.customer()));
        Instant now = clock.now();
        Draft draft = new Draft(
                direction,
                notPast(message.sentAt(), now),
                status,
                message.providerId(),
                message.repliedProviderId(),
                false,
                message.content(),
                null);
        return add(tx, shop, customerId, message.account(), draft, topic, now)
                .or(() -> MessagesSql.findRecorded(tx, shop, message.account(), message.providerId()))
                .orElseThrow();
    }

    /** Empty when the account has a message of the provider's id already. */
    private Optional<Recorded> add(
            Tx tx, ShopId shop, long customerId, ChannelAccount account, Draft draft, String topic, Instant now) {
        Open open = tx.run(
                customers.interacted(shop, customerId, platform(account.channel()), draft.sentAt()),
                ConversationsSql.open(shop, customerId, account, now),
                (interacted, opened) -> opened);
        Optional<Added> inserted = MessagesSql.insert(tx, shop, open, draft, now);
        inserted.ifPresent(added -> {
            if (draft.content() instanceof Contacts(var contacts)) {
                MessagesSql.insertContacts(tx, shop, added.messageId(), contacts);
            }
            if (StretchLengths.isToBeLookedAt(added.messages())) {
                divideIfFull(tx, shop, open, added);
            }
            tell(tx, shop, topic, open.conversationId(), messageId(added.messageId()));
        });
        return inserted.map(added -> new Recorded(added.messageId(), open.conversationId(), true));
    }

    private static void divideIfFull(Tx tx, ShopId shop, Open open, Added added) {
        Place place = MessagesSql.place(tx, shop, open, added);
        if (StretchLengths.isFull(added.messages(), place.stretches())) {
            MessagesSql.divide(tx, shop, open, added, StretchLengths.kept(added.messages(), place.last()));
        }
    }

    private static Platform platform(Channel channel) {
        return switch (channel) {
            case WHATSAPP -> Platform.WHATSAPP;
            case MESSENGER -> Platform.MESSENGER;
            case INSTAGRAM -> Platform.INSTAGRAM;
        };
    }

    private static StatusChanged changed(Sent message, MessageStatus status) {
        return new StatusChanged(message.messageId(), message.conversationId(), status, status != message.status());
    }

    private StatusChanged announced(Tx tx, ShopId shop, StatusChanged changed) {
        if (changed.moved()) {
            Map<String, String> attributes = new LinkedHashMap<>(messageId(changed.messageId()));
            attributes.put("status", changed.status().name().toLowerCase(Locale.ROOT));
            tell(tx, shop, "message.status_changed", changed.conversationId(), attributes);
        }
        return changed;
    }

    private void tell(Tx tx, ShopId shop, String topic, long conversationId, Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("conversation_id", Long.toString(conversationId));
        attributes.putAll(more);
        outbox.append(tx, shop.value(), topic, "conversation:" + conversationId, attributes);
    }

    private static Map<String, String> messageId(long messageId) {
        return Map.of("message_id", Long.toString(messageId));
    }

    private static MessageStatus later(MessageStatus now, MessageStatus told) {
        return now.isBefore(told) ? told : now;
    }

    private static Instant notPast(Instant told, Instant now) {
        return told.isAfter(now) ? now : told;
    }
}
