package io.tianguis.wire;

import io.tianguis.Backend;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.returns.Returns;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Shipping;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.time.Duration;

/**
 * What happens in the demonstration shop's warehouse between two exchanges of a case: a line such as
 * {@code WAREHOUSE return 500001 MULTI01 2} in the place of a request. No API offers it, so it has no answer.
 */
final class WarehouseStep {

    private static final String MARK = "WAREHOUSE ";

    private WarehouseStep() {}

    static boolean isOne(WireExchange exchange) {
        return exchange.firstLine().startsWith(MARK);
    }

    static void take(TestServer server, WireExchange exchange) {
        Backend backend = server.backend();
        ShopId shop = World.get().demo().shop().id();
        String[] words = exchange.firstLine().substring(MARK.length()).split(" ");
        switch (words[0]) {
            case "wait" -> server.clock().advance(Duration.parse(words[1]));
            case "ship" -> Shipping.ship(backend, shop, Long.parseLong(words[1]));
            default -> {
                Outcome<CustomerReturn, ReturnRejection> outcome =
                        backend.database().transaction(tx -> change(backend.returns(), tx, shop, words));
                if (outcome instanceof Outcome.Rejected<CustomerReturn, ReturnRejection>(ReturnRejection rejection)) {
                    throw new AssertionError(exchange.firstLine() + " was refused: " + rejection);
                }
            }
        }
    }

    private static Outcome<CustomerReturn, ReturnRejection> change(
            Returns returns, Tx tx, ShopId shop, String[] words) {
        return switch (words[0]) {
            case "return" -> returns.open(tx, shop, Long.parseLong(words[1]), words[2], Long.parseLong(words[3]));
            case "receive-return" -> returns.receive(tx, shop, words[1], words[2], Long.parseLong(words[3]));
            case "accept-return" -> returns.accept(tx, shop, words[1], words[2], Long.parseLong(words[3]), "almacén");
            case "close-return" -> returns.close(tx, shop, words[1]);
            case "reopen-return" -> returns.reopen(tx, shop, words[1]);
            default -> throw new IllegalArgumentException("no step of the warehouse: " + words[0]);
        };
    }
}
