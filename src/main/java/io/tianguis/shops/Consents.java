package io.tianguis.shops;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.NewStaffMember.Role;
import io.tianguis.shops.SignInRejection.NotAdministrator;
import io.tianguis.shops.SignInsSql.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The door by which the people of a shop let an application act for it: they sign in, and then they say so. */
public final class Consents {

    /** How long somebody may think about it, and how long the code is good for. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /**
     * Whom an application waits for.
     *
     * @param ticket proves for {@link #LIFE} that they signed in; told to their browser alone and stored hashed
     */
    public record Asked(String ticket, String shopName, String email) {}

    private final Database database;
    private final Clock clock;
    private final Secrets secrets;
    private final SignIns signIns;

    public Consents(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.secrets = new Secrets(randomness);
        this.signIns = new SignIns(database, clock);
    }

    /**
     * Lets somebody in who may consent for their shop, an administrator: an application may do there whatever its tokens
     * open. Rejections in the order of the checks: {@link SignInRejection.TooManyAttempts},
     * {@link SignInRejection.WrongPassword}, {@link SignInRejection.SeveralShops}, {@link NotAdministrator}.
     */
    public Outcome<Asked, SignInRejection> ask(Application application, SignIn said) {
        return signIns.signIn(said)
                .fold(
                        member -> member.role() == Role.ADMIN
                                ? Outcome.ok(asked(application, member))
                                : Outcome.rejected(new NotAdministrator()),
                        Outcome::rejected);
    }

    /**
     * The consent: a code for {@link TokenGrants#byCode}, once. Nothing when the ticket is unknown, used, expired or for
     * another application.
     *
     * @param codePrefix of the surface that asks
     */
    public Optional<String> consent(
            Application application, String ticket, Optional<CodeChallenge> challenge, String codePrefix) {
        String code = codePrefix + secrets.next();
        Instant now = clock.now();
        return ConsentsSql.exchange(
                        database,
                        Secrets.hash(ticket),
                        application.clientId(),
                        Secrets.hash(code),
                        challenge.orElse(null),
                        now,
                        now.plus(LIFE))
                ? Optional.of(code)
                : Optional.empty();
    }

    /** The refusal: the ticket is good for nothing more. */
    public void decline(String ticket) {
        ConsentsSql.delete(database, Secrets.hash(ticket));
    }

    /** Deletes some of the tickets and counts of attempts whose time is over; answers how many. */
    public int forgetExpired() {
        return ConsentsSql.deleteExpired(database, clock.now());
    }

    private Asked asked(Application application, Member member) {
        String ticket = secrets.next();
        ConsentsSql.insert(
                database,
                Secrets.hash(ticket),
                application.clientId(),
                member,
                clock.now().plus(LIFE));
        return new Asked(ticket, member.shopName(), member.email());
    }
}
