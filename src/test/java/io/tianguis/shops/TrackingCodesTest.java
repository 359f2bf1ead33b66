package io.tianguis.shops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackingCodesTest {

    private static final int KIBIBYTE = 1024;

    private final TestBackend backend = new TestBackend();
    private final TrackingCodes codes = backend.get().trackingCodes();
    private final ShopId shop = World.get().stranger().shop().id();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void codeAndOptionsMayTakeSixtyFourKibibytesEach() {
        String largest = "é".repeat(32 * KIBIBYTE);

        assertThat(add(code("n".repeat(255), largest, largest))).isInstanceOf(Outcome.Ok.class);
        assertThat(add(code("n", largest + ".", "{}")))
                .isEqualTo(Outcome.rejected(new TrackingCodeRejection.CodeTooLarge(64 * KIBIBYTE + 1)));
        assertThat(add(code("n", "", largest + ".")))
                .isEqualTo(Outcome.rejected(new TrackingCodeRejection.OptionsTooLarge(64 * KIBIBYTE + 1)));
        assertThat(add(code("n".repeat(256), "", "{}")))
                .isEqualTo(Outcome.rejected(new TrackingCodeRejection.InvalidName("n".repeat(256))));
    }

    @Test
    void rejectionsComeInTheOrderOfTheChecks() {
        String tooLarge = "x".repeat(64 * KIBIBYTE + 1);
        TrackingCodeRejection invalidName = new TrackingCodeRejection.InvalidName(" ");

        assertThat(add(code(" ", tooLarge, tooLarge))).isEqualTo(Outcome.rejected(invalidName));
        assertThat(change(1, Optional.of(" "), Optional.of(tooLarge))).isEqualTo(Outcome.rejected(invalidName));
        assertThat(change(1, Optional.of("n"), Optional.of(tooLarge)))
                .isEqualTo(Outcome.rejected(new TrackingCodeRejection.CodeTooLarge(64 * KIBIBYTE + 1)));
        assertThat(change(1, Optional.of("n"), Optional.empty()))
                .isEqualTo(Outcome.rejected(new TrackingCodeRejection.Unknown(1)));
    }

    @Test
    void thoseWhoAddAtOnceNeverMakeMoreThanAHundred() throws Exception {
        for (int i = 3; i < TrackingCodes.MOST_PER_SHOP; i++) {
            add(code("n", "", "{}"));
        }

        List<Outcome<TrackingCode, TrackingCodeRejection>> answers =
                TestBackend.race(Collections.nCopies(8, () -> add(code("n", "", "{}"))));

        assertThat(answers).filteredOn(Outcome.Ok.class::isInstance).hasSize(3);
        assertThat(codes.active(shop, Optional.empty(), Optional.empty())).hasSize(TrackingCodes.MOST_PER_SHOP);
    }

    private static NewTrackingCode code(String name, String code, String options) {
        return new NewTrackingCode(name, code, options, Provider.OTHER, Event.NAVIGATION, true);
    }

    private Outcome<TrackingCode, TrackingCodeRejection> add(NewTrackingCode code) {
        return backend.database().transaction(tx -> codes.add(tx, shop, code));
    }

    private Outcome<TrackingCode, TrackingCodeRejection> change(long id, Optional<String> name, Optional<String> code) {
        return codes.change(
                shop,
                id,
                new TrackingCodeChange(
                        name, code, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
