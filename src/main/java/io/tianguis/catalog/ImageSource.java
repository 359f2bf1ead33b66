package io.tianguis.catalog;

import io.tianguis.kernel.Outcome;

/** Where pictures come from that stand at addresses elsewhere. */
@FunctionalInterface
public interface ImageSource {

    /**
     * Fetches once, within bounds of size and time.
     *
     * @return what stands there, whatever it is; else, in a short sentence for the operator, why it was not to be had
     */
    Outcome<byte[], String> fetch(String address);
}
