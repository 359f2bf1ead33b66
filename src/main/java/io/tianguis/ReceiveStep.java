package io.tianguis;

import io.tianguis.inbound.Entry;
import io.tianguis.inbound.NewEntry;
import io.tianguis.inbound.ReceivingRejection;
import io.tianguis.inbound.Scan;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.Shop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis warehouse receive}. */
@Command(
        name = "receive",
        description = {
            "Receives units of an entry: they enter the stock, and stand beside what was announced.",
            "More than was announced may come, and what was not announced gets a line of its own."
        },
        mixinStandardHelpOptions = true)
final class ReceiveStep extends EntryStep {

    /** What the scanner read: one of the two. */
    static final class ScannedCode {

        @Option(
                names = "--sku",
                required = true,
                paramLabel = "SKU",
                description = "What came, by the shop's name of it.")
        private @Nullable String sku;

        @Option(
                names = "--ean",
                required = true,
                paramLabel = "EAN",
                description = "What came, by its EAN, which only one item of the shop may have.")
        private @Nullable String ean;

        Scan.Code code() {
            return sku == null ? new Scan.Code.Ean(String.valueOf(ean)) : new Scan.Code.Sku(sku);
        }
    }

    @ArgGroup(multiplicity = "1")
    private ScannedCode scanned = new ScannedCode();

    @Option(names = "--units", required = true, paramLabel = "N", description = "How many came, at least one.")
    private long units;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A name of your choice for this scan: sent again under it, it is counted once.")
    private @Nullable String key;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    Outcome<Entry, ReceivingRejection> change(Backend backend, Shop shop, String entryToken) {
        return backend.inbound().receive(shop.id(), entryToken, scan(), ACTOR);
    }

    private Scan scan() {
        if (units <= 0 || units > NewEntry.MAX_UNITS) {
            throw new ParameterException(spec.commandLine(), "--units is from 1 to " + NewEntry.MAX_UNITS + ".");
        }
        @Nullable String scanKey = key;
        if (scanKey != null && (scanKey.isEmpty() || scanKey.length() > Scan.MAX_KEY_LENGTH)) {
            throw new ParameterException(spec.commandLine(), "--key has 1 to " + Scan.MAX_KEY_LENGTH + " characters.");
        }
        return new Scan(scanned.code(), units, scanKey);
    }
}
