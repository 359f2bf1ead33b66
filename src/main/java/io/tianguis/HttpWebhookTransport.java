package io.tianguis;

import io.tianguis.kernel.Clock;
import io.tianguis.platform.outbound.DestinationFault;
import io.tianguis.platform.outbound.OutboundHttp;
import io.tianguis.platform.outbound.Reach;
import io.tianguis.webhooks.UrlFault;
import io.tianguis.webhooks.WebhookMessage;
import io.tianguis.webhooks.WebhookTransport;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the messages of webhooks to their receivers by HTTP (K24). The client is made for the first message, since many
 * processes never send one.
 */
final class HttpWebhookTransport implements WebhookTransport, AutoCloseable {

    private static final int GONE = 410;

    private final Reach reach;
    private final Clock clock;
    private @Nullable OutboundHttp http;

    HttpWebhookTransport(Reach reach, Clock clock) {
        this.reach = reach;
        this.clock = clock;
    }

    /** What is wrong with a receiver's address, as far as its text tells. */
    static Optional<UrlFault> fault(String url, Reach reach) {
        return OutboundHttp.fault(url, reach).map(fault -> switch (fault) {
            case DestinationFault.TOO_LONG -> UrlFault.TOO_LONG;
            case DestinationFault.MALFORMED -> UrlFault.MALFORMED;
            case DestinationFault.SCHEME -> UrlFault.SCHEME;
            case DestinationFault.CREDENTIALS -> UrlFault.CREDENTIALS;
            case DestinationFault.OUT_OF_REACH -> UrlFault.PRIVATE;
        });
    }

    @Override
    public Answer send(WebhookMessage message) {
        Map<String, String> headers = Map.of(
                "webhook-id",
                message.id(),
                "webhook-timestamp",
                Long.toString(message.timestamp()),
                "webhook-signature",
                message.signatures(),
                "webhook-sequence",
                Long.toString(message.sequence()));
        OutboundHttp.Answer answer =
                http().post(message.url(), headers, "application/json; charset=utf-8", message.body());
        return switch (answer) {
            case OutboundHttp.Answer.Unanswered(String reason) -> new Answer.Unreachable(reason);
            case OutboundHttp.Answer.Answered(int status, var retryAfter) -> {
                if (status >= 200 && status < 300) {
                    yield new Answer.Accepted(status);
                }
                yield status == GONE ? new Answer.Gone(status) : new Answer.Refused(status, retryAfter);
            }
        };
    }

    private synchronized OutboundHttp http() {
        if (http == null) {
            http = new OutboundHttp(reach, clock);
        }
        return http;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.close();
        }
    }
}
