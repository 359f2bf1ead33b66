package io.tianguis.shops;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.SignInRejection.SeveralShops;
import io.tianguis.shops.SignInRejection.TooManyAttempts;
import io.tianguis.shops.SignInRejection.WrongPassword;
import io.tianguis.shops.SignInsSql.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * Lets the people of the shops in by email and password. Each attempt is counted before the password is looked at, for the
 * account and for the address, so that guesses that come at once are bounded too.
 */
final class SignIns {

    static final int MOST_PER_ACCOUNT = 10;
    static final int MOST_PER_ADDRESS = 100;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int MAX_PASSWORD_LENGTH = 1_024;

    /** So many may wait for their password to be stretched. */
    private static final int MOST_WAITING = 16;

    private final Database database;
    private final Clock clock;

    /** Stretching a password takes a processor for a tenth of a second: guesses wait for each other, not everybody for them. */
    private final Semaphore stretching = new Semaphore(1, true);

    SignIns(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Rejections in the order of the checks: {@link TooManyAttempts}, {@link WrongPassword}, {@link SeveralShops}. */
    Outcome<Member, SignInRejection> signIn(SignIn said) {
        byte[] account = Secrets.hash("account " + said.email().toLowerCase(Locale.ROOT));
        byte[] address = Secrets.hash("address " + said.address());
        if (attempts(account) > MOST_PER_ACCOUNT
                || attempts(address) > MOST_PER_ADDRESS
                || stretching.getQueueLength() >= MOST_WAITING) {
            return Outcome.rejected(new TooManyAttempts());
        }
        List<Member> members = said.shop()
                .map(shop -> SignInsSql.members(database, said.email(), shop))
                .orElseGet(() -> SignInsSql.members(database, said.email()));
        List<Member> known = known(members, said.password());
        if (known.isEmpty()) {
            return Outcome.rejected(new WrongPassword());
        }
        if (known.size() > 1) {
            return Outcome.rejected(new SeveralShops());
        }
        SignInsSql.forgetAttempts(database, account);
        return Outcome.ok(known.getFirst());
    }

    private int attempts(byte[] subject) {
        Instant now = clock.now();
        return SignInsSql.count(database, subject, now, now.plus(WINDOW));
    }

    /** Whoever is unknown takes as long to be refused as whoever mistypes. */
    private List<Member> known(List<Member> members, String password) {
        stretching.acquireUninterruptibly();
        try {
            if (password.length() > MAX_PASSWORD_LENGTH || members.isEmpty()) {
                Secrets.waste(password.substring(0, Math.min(password.length(), MAX_PASSWORD_LENGTH)));
                return List.of();
            }
            return members.stream()
                    .filter(member -> Secrets.isPassword(password, member.passwordHash()))
                    .toList();
        } finally {
            stretching.release();
        }
    }
}
