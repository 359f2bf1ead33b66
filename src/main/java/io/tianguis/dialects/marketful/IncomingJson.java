package io.tianguis.dialects.marketful;

import org.jspecify.annotations.Nullable;

/** What the source shows alike of entries and of returns: goods on their way in, and the units of each SKU. */
final class IncomingJson {

    private IncomingJson() {}

    /**
     * An entry or a return without its lines. This backend keeps neither notes nor a link, which are null as the source
     * shows them.
     *
     * @param entrada_token the id in eight digits at least (K13)
     */
    record Header(
            long id,
            String entrada_token,
            String fecha_creada,
            @Nullable String fecha_de_llegada,
            @Nullable String fecha_de_inicio_entrada,
            @Nullable String notas,
            @Nullable String tracking_number,
            @Nullable String carrier_name,
            @Nullable String link,
            String status,
            @Nullable String fecha_cerrada,
            @Nullable String fecha_reabierta) {

        static String token(long id) {
            return "%08d".formatted(id);
        }
    }

    /** Units of one SKU, announced and received. */
    record Line(
            long id,
            long cantidad_anunciada,
            long cantidad_recibida,
            @Nullable String fecha_de_llegada,
            String title,
            @Nullable String seller_sku,
            @Nullable String ean) {}
}
