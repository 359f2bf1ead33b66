package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Orders;
import io.tianguis.orders.PackingSlip;
import io.tianguis.orders.PaymentStatus;
import io.tianguis.orders.ShippingService;
import io.tianguis.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an order looks like of which everything is known, and one of which nothing is that may be missing. */
class OrderJsonTest {

    private static final ZoneId ZONE = ZoneId.of("America/Mexico_City");
    private static final Instant SOLD = Instant.parse("2026-03-02T12:00:00.1239Z");
    private static final Instant SENT = Instant.parse("2026-03-05T03:04:05Z");

    private static final String WHOLE =
            "{\"shopify_name\":\"#1082\",\"shopify_created_at\":\"2026-03-02T06:00:00.123-06:00\","
                    + "\"customer\":\"Ángel \\\"Pingo\\\" Núñez\",\"payment_status\":\"paid\",\"fulfillment_status\":\"fulfilled\","
                    + "\"tracking_number\":\"784\",\"carrier_name\":\"DHL\",\"telefono\":\"4493868618\",\"calle\":\"Av. Ezfuerzo\","
                    + "\"noexterior\":\"916\",\"nointerior\":\"2-B\",\"colonia\":\"Centro\",\"ciudad\":\"Aguascalientes\","
                    + "\"estado\":\"MX - AG\",\"codigo_postal\":\"20199\",\"canal\":\"Mercado Libre\",\"tipo_envio\":\"dia_siguiente\","
                    + "\"asegurado\":true,\"file_name\":\"https://guias.example/1.pdf\",\"costo_ff\":\"0.0\",\"cargada_a_cuenta\":false,"
                    + "\"company\":null,\"tracking_interno\":\"700001\",\"correo\":\"angel@example.com\",\"latitude\":null,"
                    + "\"longitude\":null,\"cambio_address\":false,\"fulfillment_id\":null,\"recibido_paqueteria\":true,"
                    + "\"guia_prepagada\":null,\"verificada\":false,\"salida_on_time\":null,\"line_items\":["
                    + "{\"sku\":\"MULTI01\",\"ean\":\"7501000000017\",\"upc\":null,\"title\":\"Multicontacto\","
                    + "\"fecha_de_salida\":\"2026-03-04T21:04:05.000-06:00\",\"cantidad\":2},"
                    + "{\"sku\":null,\"ean\":null,\"upc\":null,\"title\":\"Termo\",\"fecha_de_salida\":null,\"cantidad\":9007199254740993}],"
                    + "\"id\":500001}";

    private static final String BARE =
            "{\"shopify_name\":\"7\",\"shopify_created_at\":\"2026-03-02T06:00:00.123-06:00\","
                    + "\"customer\":null,\"payment_status\":\"pending\",\"fulfillment_status\":\"unfulfilled\",\"tracking_number\":null,"
                    + "\"carrier_name\":null,\"telefono\":null,\"calle\":null,\"noexterior\":null,\"nointerior\":null,\"colonia\":null,"
                    + "\"ciudad\":null,\"estado\":null,\"codigo_postal\":null,\"canal\":\"Mercado Libre\",\"tipo_envio\":null,"
                    + "\"asegurado\":null,\"file_name\":null,\"costo_ff\":\"0.0\",\"cargada_a_cuenta\":false,\"company\":null,"
                    + "\"tracking_interno\":null,\"correo\":null,\"latitude\":null,\"longitude\":null,\"cambio_address\":false,"
                    + "\"fulfillment_id\":null,\"recibido_paqueteria\":false,\"guia_prepagada\":null,\"verificada\":false,"
                    + "\"salida_on_time\":null,\"line_items\":[],\"id\":500001}";

    private static final PackingSlip WHOLE_SLIP = new PackingSlip(
            new PackingSlip.Header(
                    500_001,
                    "Mercado Libre",
                    "#1082",
                    PaymentStatus.PAID,
                    FulfillmentStatus.FULFILLED,
                    SOLD,
                    "Rosa",
                    "Luna",
                    "rosa@example.com",
                    "5550001111",
                    700_001L,
                    ShippingService.NEXT_DAY,
                    "DHL",
                    "784",
                    "https://guias.example/1.pdf",
                    true,
                    "Ángel \"Pingo\" Núñez",
                    "4493868618",
                    "angel@example.com",
                    "Av. Ezfuerzo",
                    "916",
                    "2-B",
                    "Centro",
                    "Aguascalientes",
                    "MX - AG",
                    "20199"),
            List.of(
                    new PackingSlip.Line(500_001, "MULTI01", "7501000000017", "Multicontacto", 2, SENT),
                    new PackingSlip.Line(500_001, null, null, "Termo", 9_007_199_254_740_993L, null)));

    @Test
    void anOrderOfWhichEverythingIsKnown() {
        assertThat(text(new OrderJson.Written(WHOLE_SLIP, ZONE))).isEqualTo(WHOLE);
    }

    @Test
    void anOrderOfWhichLittleIsKnown() {
        PackingSlip bare = new PackingSlip(header(null, null, null, null, null), List.of());

        assertThat(text(new OrderJson.Written(bare, ZONE))).isEqualTo(BARE);
    }

    @Test
    void theReceiverIsTheBuyerWhereTheShipmentNamesNobody() {
        PackingSlip order =
                new PackingSlip(header("Rosa", "5550001111", "rosa@example.com", 700_001L, false), List.of());

        assertThat(text(new OrderJson.Written(order, ZONE)))
                .isEqualTo(BARE.replace("\"customer\":null", "\"customer\":\"Rosa Luna\"")
                        .replace("\"telefono\":null", "\"telefono\":\"5550001111\"")
                        .replace("\"correo\":null", "\"correo\":\"rosa@example.com\"")
                        .replace("\"asegurado\":null", "\"asegurado\":false")
                        .replace("\"tracking_interno\":null", "\"tracking_interno\":\"700001\""));
    }

    @Test
    void anOrderInPartSaysSoAtItsEnd() {
        assertThat(text(new WebhookJson.PartialOrder(new OrderJson.Written(WHOLE_SLIP, ZONE))))
                .isEqualTo(WHOLE.substring(0, WHOLE.length() - 1) + ",\"parcial\":true}");
    }

    @Test
    void anAnswerHoldsOrdersAmongItsOwnFields() {
        assertThat(text(OrderJson.Found.of(WHOLE_SLIP, ZONE)))
                .isEqualTo("{\"message\":\"Orden encontrada\",\"orden\":" + WHOLE + "}");
        assertThat(text(OrderJson.Listed.of(
                        new Orders.Page<>(7, List.of(WHOLE_SLIP, WHOLE_SLIP)), new Paging(2, 5), ZONE)))
                .isEqualTo(
                        "{\"message\":\"Succes\",\"paging\":{\"total\":7,\"limit\":\"2\",\"offset\":\"5\"},\"results\":["
                                + WHOLE + "," + WHOLE + "]}");
    }

    private static String text(Object written) {
        return new String(Json.write(written), StandardCharsets.UTF_8);
    }

    private static PackingSlip.Header header(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable Long shipmentId,
            @Nullable Boolean insured) {
        return new PackingSlip.Header(
                500_001,
                "Mercado Libre",
                "7",
                PaymentStatus.PENDING,
                FulfillmentStatus.UNFULFILLED,
                SOLD,
                name,
                name == null ? null : "Luna",
                email,
                phone,
                shipmentId,
                null,
                null,
                null,
                null,
                insured,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
