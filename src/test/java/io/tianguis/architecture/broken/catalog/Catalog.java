package io.tianguis.architecture.broken.catalog;

import io.tianguis.architecture.broken.dialects.mercadoshops.MercadoShopsWords;
import tools.jackson.databind.JsonNode;

public final class Catalog {

    /** mercately and marketful may be named in comments. */
    static String title(JsonNode numOrden) {
        return numOrden.asString() + MercadoShopsWords.GREETING + "via mercately";
    }
}
