package io.tianguis.architecture.broken.dialects.mercadoshops;

public final class MercadoShopsWords {

    public static final String GREETING = new StringBuilder("hola").toString();
}
