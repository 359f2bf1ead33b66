package io.tianguis.architecture.broken.dialects.mercately;

import io.tianguis.architecture.broken.dialects.mercadoshops.MercadoShopsWords;
import io.tianguis.architecture.broken.platform.sql.Tx;

final class BorrowingHandler {

    static String greet(Tx passedOn) {
        return MercadoShopsWords.GREETING + passedOn;
    }
}
