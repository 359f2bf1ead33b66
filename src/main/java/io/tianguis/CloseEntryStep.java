package io.tianguis;

import io.tianguis.inbound.Entry;
import io.tianguis.inbound.ReceivingRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse close-entry}. */
@Command(
        name = "close-entry",
        description = "Ends the receiving of an entry; what was announced and did not come stays visible.",
        mixinStandardHelpOptions = true)
final class CloseEntryStep extends EntryStep {

    @Override
    Outcome<Entry, ReceivingRejection> change(Backend backend, Shop shop, String entryToken) {
        return backend.inbound().close(shop.id(), entryToken);
    }
}
