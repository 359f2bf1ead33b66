package io.tianguis.shops;

import java.util.Arrays;
import java.util.Optional;

/** The countries where a shop can be, with what follows from each. */
public enum Market {
    AR("ARS", "es_AR", "America/Argentina/Buenos_Aires"),
    BO("BOB", "es_BO", "America/La_Paz"),
    BR("BRL", "pt_BR", "America/Sao_Paulo"),
    CL("CLP", "es_CL", "America/Santiago"),
    CO("COP", "es_CO", "America/Bogota"),
    CR("CRC", "es_CR", "America/Costa_Rica"),
    DO("DOP", "es_DO", "America/Santo_Domingo"),
    EC("USD", "es_EC", "America/Guayaquil"),
    GT("GTQ", "es_GT", "America/Guatemala"),
    HN("HNL", "es_HN", "America/Tegucigalpa"),
    MX("MXN", "es_MX", "America/Mexico_City"),
    NI("NIO", "es_NI", "America/Managua"),
    PA("USD", "es_PA", "America/Panama"),
    PE("PEN", "es_PE", "America/Lima"),
    PY("PYG", "es_PY", "America/Asuncion"),
    SV("USD", "es_SV", "America/El_Salvador"),
    UY("UYU", "es_UY", "America/Montevideo"),
    VE("VEF", "es_VE", "America/Caracas");

    private final String currency;
    private final String locale;
    private final String timeZone;

    Market(String currency, String locale, String timeZone) {
        this.currency = currency;
        this.locale = locale;
        this.timeZone = timeZone;
    }

    /** ISO 4217. */
    public String currency() {
        return currency;
    }

    /** Language and country. */
    public String locale() {
        return locale;
    }

    /** IANA name. */
    public String timeZone() {
        return timeZone;
    }

    /** The market of an ISO 3166-1 alpha-2 code, in capitals. */
    public static Optional<Market> of(String country) {
        return Arrays.stream(values())
                .filter(market -> market.name().equals(country))
                .findFirst();
    }
}
