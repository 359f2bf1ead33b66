package io.tianguis;

import io.tianguis.catalog.ImageSource;
import io.tianguis.demonstration.DrawnImages;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.outbound.OutboundHttp;
import io.tianguis.platform.outbound.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pictures by HTTP, from the Internet alone, and draws those of the demonstration. The client is made for the first
 * picture, since many processes never fetch one, and stays as long as the process.
 */
final class HttpImageSource implements ImageSource {

    private static final String FORMATS = "image/jpeg, image/png";

    private final DrawnImages drawn = new DrawnImages();
    private final Clock clock;
    private @Nullable OutboundHttp http;

    HttpImageSource(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Outcome<byte[], String> fetch(String address) {
        return DrawnImages.draws(address)
                ? drawn.fetch(address)
                : http().fetch(address, FORMATS, ImageFolder.MOST_BYTES);
    }

    private synchronized OutboundHttp http() {
        if (http == null) {
            http = new OutboundHttp(Reach.PUBLIC, clock);
        }
        return http;
    }
}
