package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.TestBackend;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Searches ask for the traits that the table keeps. */
class OrderTraitsTest {

    private static final int EVERYTHING = 2_047;

    private final TestBackend backend = new TestBackend();

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void anOrderHasTheTraitsOfItsStateAndChannel() {
        record Kept(int traits) {}
        for (String channelKey : List.of("mercadolibre", "shopify", "pos", "x", "ñandú", "tienda 🌮", "")) {
            for (int state : List.of(0, 1, 2 + 4, 8 + 16 + 256, 32 + 64 + 768, 2 + 252 + 1_536)) {
                assertThat(backend.database()
                                .get(Kept.class, "SELECT order_traits(?, ?) AS traits", state, channelKey)
                                .traits())
                        .as("%s, %d", channelKey, state)
                        .isEqualTo(OrderCriterion.traits(EVERYTHING, state) | OrderCriterion.trait(channelKey));
            }
        }
    }
}
