package io.tianguis.dialects.mercately;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tianguis.conversations.Content;
import io.tianguis.conversations.Content.Contacts;
import io.tianguis.conversations.Content.Location;
import io.tianguis.conversations.Content.Media;
import io.tianguis.conversations.Content.Text;
import io.tianguis.conversations.Direction;
import io.tianguis.conversations.Message;
import io.tianguis.conversations.MessagePage;
import io.tianguis.conversations.SharedContact;
import io.tianguis.kernel.Moments;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages as this dialect writes them: those of WhatsApp in one shape (C15), the others in another (C16). */
final class MessageJson {

    private MessageJson() {}

    record WhatsAppList(List<WhatsApp> whatsapp_conversations, long total_pages) {

        static WhatsAppList of(MessagePage page, Paging paging) {
            return new WhatsAppList(
                    page.messages().stream().map(WhatsApp::of).toList(), paging.totalPages(page.total()));
        }
    }

    record MessengerList(List<Direct> messenger_conversations, long total_pages) {

        static MessengerList of(MessagePage page, Paging paging) {
            return new MessengerList(
                    page.messages().stream().map(Direct::of).toList(), paging.totalPages(page.total()));
        }
    }

    record InstagramList(List<Direct> instagram_messages, long total_pages) {

        static InstagramList of(MessagePage page, Paging paging) {
            return new InstagramList(
                    page.messages().stream().map(Direct::of).toList(), paging.totalPages(page.total()));
        }
    }

    /**
     * A message of WhatsApp.
     *
     * @param message_identifier the provider's id; null until it has taken the message
     * @param created_time the sender's own
     * @param replied_message the {@code message_identifier} of the message that this one answers; null when it answers none
     */
    record WhatsApp(
            long id,
            String status,
            String direction,
            String channel,
            String message_type,
            @Nullable String message_identifier,
            @Nullable String created_time,
            @Nullable String replied_message,
            @JsonUnwrapped WhatsAppContent content,
            String account_uid,
            List<Card> contacts_information,
            String error_code,
            String error_message) {

        static WhatsApp of(Message message) {
            return new WhatsApp(
                    message.messageId(),
                    word(message.status()),
                    word(message.direction()),
                    word(message.account().channel()),
                    "conversation",
                    message.providerId(),
                    Moments.utc(message.sentAt()),
                    message.repliedProviderId(),
                    WhatsAppContent.of(message.content()),
                    message.account().uid(),
                    message.content() instanceof Contacts(List<SharedContact> contacts)
                            ? contacts.stream().map(Card::of).toList()
                            : List.of(),
                    text(message.errorCode()),
                    text(message.errorMessage()));
        }
    }

    /** What a message of WhatsApp says; texts that are absent are empty. */
    record WhatsAppContent(
            String filename,
            String content_type,
            String content_text,
            String content_media_url,
            String content_media_caption,
            String content_media_type,
            String content_location_longitude,
            String content_location_latitude,
            String content_location_label,
            String content_location_address) {

        static WhatsAppContent of(Content content) {
            return switch (content) {
                case Text(String text) -> new WhatsAppContent("", "text", text, "", "", "", "", "", "", "");
                case Media media ->
                    new WhatsAppContent(
                            text(media.filename()),
                            "media",
                            "",
                            media.url(),
                            text(media.caption()),
                            word(media.kind()),
                            "",
                            "",
                            "",
                            "");
                case Location place ->
                    new WhatsAppContent(
                            "",
                            "location",
                            "",
                            "",
                            "",
                            "",
                            place.longitude().toPlainString(),
                            place.latitude().toPlainString(),
                            text(place.label()),
                            text(place.address()));
                case Contacts _ -> new WhatsAppContent("", "contact", "", "", "", "", "", "", "", "");
            };
        }
    }

    /** A person whose card was sent. */
    record Card(String name, List<String> phones, List<String> emails) {

        static Card of(SharedContact contact) {
            return new Card(contact.name(), contact.phones(), contact.emails());
        }
    }

    /**
     * A message of Messenger or Instagram. What is absent is null.
     *
     * @param file_type of a file its kind, of a place {@code location}, of cards {@code contact}
     * @param sent_from_mercately whether it was sent through here
     * @param message_identifier the provider's id; null until it has taken the message
     * @param date_read when the other side read it
     * @param created_at the sender's own time
     */
    record Direct(
            long id,
            @Nullable String text,
            boolean sent_by_retailer,
            @Nullable String file_type,
            @Nullable String filename,
            boolean sent_from_mercately,
            @Nullable String message_identifier,
            @Nullable String date_read,
            @Nullable String created_at,
            @Nullable String url) {

        static Direct of(Message message) {
            return switch (message.content()) {
                case Text(String text) -> of(message, text, null, null, null);
                case Media media -> of(message, media.caption(), word(media.kind()), media.filename(), media.url());
                case Location place -> of(message, words(place), "location", null, null);
                case Contacts(List<SharedContact> contacts) ->
                    of(
                            message,
                            contacts.stream().map(SharedContact::name).collect(Collectors.joining(", ")),
                            "contact",
                            null,
                            null);
            };
        }

        private static Direct of(
                Message message,
                @Nullable String text,
                @Nullable String fileType,
                @Nullable String filename,
                @Nullable String url) {
            return new Direct(
                    message.messageId(),
                    text,
                    message.direction() == Direction.OUTBOUND,
                    fileType,
                    filename,
                    message.sentFromHere(),
                    message.providerId(),
                    Moments.utcIfKnown(message.readAt()),
                    Moments.utc(message.sentAt()),
                    url);
        }

        /** This shape has no place for a place: what it is called and where it is, then its degrees as maps read them. */
        private static String words(Location place) {
            return Stream.of(
                            place.label(),
                            place.address(),
                            place.latitude().toPlainString() + ","
                                    + place.longitude().toPlainString())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
