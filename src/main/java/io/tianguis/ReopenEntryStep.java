package io.tianguis;

import io.tianguis.inbound.Entry;
import io.tianguis.inbound.ReceivingRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse reopen-entry}. */
@Command(name = "reopen-entry", description = "Lets a closed entry receive again.", mixinStandardHelpOptions = true)
final class ReopenEntryStep extends EntryStep {

    @Override
    Outcome<Entry, ReceivingRejection> change(Backend backend, Shop shop, String entryToken) {
        return backend.inbound().reopen(shop.id(), entryToken);
    }
}
