package io.tianguis.shops;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ApplicationRejection.InvalidName;
import io.tianguis.shops.ApplicationRejection.UnusableRedirectUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The door to the applications. What they are given is {@link TokenGrants}' part. */
public final class Applications {

    private static final int MAX_NAME_LENGTH = 120;
    private static final int MAX_REDIRECT_URI_LENGTH = 2_048;

    private final Database database;
    private final Clock clock;
    private final Secrets secrets;

    public Applications(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.secrets = new Secrets(randomness);
    }

    /**
     * Registers an application of a shop, with a secret of its own. Rejections in the order of the checks:
     * {@link InvalidName}, {@link UnusableRedirectUri}.
     *
     * @param redirectUri {@code https} or {@code http} with a host and no user, or a scheme of the application's own, which
     *     has a dot (RFC 8252, 7.1); without a fragment, in ASCII, at most 2,048 characters. Every request repeats it to the
     *     letter
     */
    public Outcome<ApplicationCreated, ApplicationRejection> register(ShopId shop, String name, String redirectUri) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            return Outcome.rejected(new InvalidName(name));
        }
        if (!isUsable(redirectUri)) {
            return Outcome.rejected(new UnusableRedirectUri(redirectUri));
        }
        String secret = secrets.next();
        long clientId = ApplicationsSql.insert(database, shop, name, Secrets.hash(secret), redirectUri, clock.now());
        return Outcome.ok(new ApplicationCreated(clientId, secret, redirectUri));
    }

    /** @param clientId as sent */
    public Optional<Application> find(String clientId) {
        return number(clientId).flatMap(number -> ApplicationsSql.find(database, number));
    }

    /** The id that a text is, if it is one. */
    static Optional<Long> number(String clientId) {
        return clientId.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(clientId)) : Optional.empty();
    }

    private static boolean isUsable(String redirectUri) {
        if (redirectUri.length() > MAX_REDIRECT_URI_LENGTH
                || !redirectUri.chars().allMatch(sign -> sign > ' ' && sign <= '~')) {
            return false;
        }
        try {
            URI uri = new URI(redirectUri);
            if (uri.getScheme() == null || uri.getRawFragment() != null) {
                return false;
            }
            boolean ofTheWeb =
                    uri.getScheme().equalsIgnoreCase("https") || uri.getScheme().equalsIgnoreCase("http");
            return ofTheWeb
                    ? uri.getHost() != null && uri.getRawUserInfo() == null
                    : uri.getScheme().contains(".");
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
