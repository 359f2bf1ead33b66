package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.orders.ContactStatus;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.PaymentStatus;
import io.tianguis.orders.ShippingService;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;
import io.tianguis.testkit.OpenApiDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What an order looks like that has been through everything, and how its words and numbers are chosen. */
class OrderJsonTest {

    private static final Instant SOLD = Instant.parse("2015-09-10T11:31:03Z");
    private static final Instant PAID = Instant.parse("2015-09-16T13:47:28.004999Z");
    private static final Shop SHOP = new Shop(
            15_999_999_999L,
            "mercadoshops_demo",
            "active",
            "AR",
            "es_AR",
            "ARS",
            "America/New_York",
            "demo@shop.example",
            "professional",
            null,
            null,
            null,
            null,
            null,
            null);

    @Test
    void theSourcesOrderIsWrittenAsInTheSource() {
        assertThat(written(order("MercadoLibre", "999999999999", PaymentStatus.PAID, FulfillmentStatus.FULFILLED)))
                .isEqualTo(("{\"id\":1999999999999,\"store_id\":15999999999,\"channel\":\"meli\","
                        + "\"external_reference\":999999999999,\"currency\":\"ARS\",\"amount\":1395,"
                        + "\"products_total\":1405,\"products_discounts_total\":5,\"products_grand_total\":1400,"
                        + "\"discounts_total\":5,\"shipping_total\":57.99,\"grand_total\":1452.99,"
                        + "\"creation_date\":\"2015-09-10T07:31:03.000-04:00\",\"buyer_message\":\"Gracias\","
                        + "\"status\":{\"delivered\":true,\"paid\":true,\"closed\":true,\"closed_reason\":\"done\","
                        + "\"closed_date\":\"2015-09-16T09:47:28.004-04:00\",\"processed\":true,"
                        + "\"processed_date\":\"2015-09-16T09:47:28.004-04:00\","
                        + "\"contact_data_status\":\"confirmed_data\",\"order_status\":\"paid\"},"
                        + "\"buyer\":{\"id\":153999999,\"meli_cust_id\":153999999,\"name\":\"Carlos Perez\",\"nickname\":\"CARLLL\","
                        + "\"client_id\":379999999999,\"mail\":\"carlos.perez@example.com\",\"mail2\":null,"
                        + "\"phone\":\"+541144445555\",\"phone2\":null,\"doc_number\":\"123456789\","
                        + "\"doc_type\":\"DNI\"},"
                        + "\"billing_data\":{\"store_id\":15999999999,\"name\":\"Carlos Perez\","
                        + "\"email\":\"carlos.perez@example.com\",\"phone\":\"+541144445555\",\"zip_code\":\"999\","
                        + "\"address\":{\"additional_info\":null,\"street\":\"Calle\",\"number\":\"51\","
                        + "\"city\":\"Las 99999\",\"state\":\"AR-X\"},"
                        + "\"recipient\":{\"doc_number\":\"123456789\",\"type\":\"DNI\"},\"id\":null},"
                        + "\"payments\":[{\"id\":1199999999,\"external_reference\":130299999999999,"
                        + "\"status\":\"approved\",\"provider\":\"mercadopago\",\"method\":\"pagofacil\","
                        + "\"currency\":\"ARS\",\"amount\":1452.99,\"paid\":true,"
                        + "\"paid_date\":\"2015-09-16T09:47:28.004-04:00\",\"installments\":6,"
                        + "\"fees\":{\"finance_fee\":12.5},\"provider_id\":130299999999999,"
                        + "\"meli_order_id\":999999999999}],"
                        + "\"shippings\":[{\"id\":4699999,\"external_reference\":null,\"ship_type\":\"custom\","
                        + "\"channel_status\":\"on_route\",\"status\":\"on_route\","
                        + "\"receiver\":{\"doc_type\":null,\"doc_number\":null,\"name\":\"Carlos Perez\","
                        + "\"email\":\"carlos.perez@example.com\",\"phone\":\"0353999999\",\"address\":\"Calle 51\","
                        + "\"zip\":\"999\",\"neighbourhood\":null,\"municipality\":null,\"city\":\"Las 99999\","
                        + "\"state_id\":\"AR-X\",\"country_id\":\"AR\"},\"additional_info\":null,"
                        + "\"method_id\":null,\"method\":\"Estándar\",\"currency\":\"ARS\",\"amount\":57.99,"
                        + "\"tracking_code\":\"3899999999999961\",\"observations\":null,"
                        + "\"date_created\":\"2015-09-10T07:31:03.000-04:00\"}],"
                        + "\"invoice\":{\"invoiced\":true,\"type\":\"FC\",\"number\":\"060300007620\","
                        + "\"invoiced_date\":\"2015-09-16T09:47:28.004-04:00\"},"
                        + "\"products\":[{\"id\":879999910,\"channel\":\"meli\",\"external_reference\":null,"
                        + "\"sku\":null,\"title\":\"Zapatillas 99999\",\"quantity\":1,\"method\":\"Estándar\","
                        + "\"currency\":\"ARS\",\"unit_price\":1405,\"amount\":1405,\"free_shipping\":false,"
                        + "\"meli_variation_id\":null,\"variations\":[{\"name\":\"Color Primario\","
                        + "\"value\":\"Negro\"},{\"name\":\"Talle\",\"value\":\"41.5\"}],\"promotion\":null}],"
                        + "\"notes\":[{\"id\":1,\"note\":\"Frágil\",\"date_created\":"
                        + "\"2015-09-10T07:31:03.000-04:00\"}],"
                        + "\"feedback\":{\"buyer\":\"positive\",\"seller\":\"neutral\"},\"promotions\":[],"
                        + "\"free_shipping\":false,\"total_last_updated\":\"2015-09-16T09:47:28.004-04:00\","
                        + "\"is_cart\":false}"));
    }

    @Test
    void itFitsTheDocument() {
        byte[] body = Json.write(OrderJson.of(
                SHOP, order("MercadoLibre", "999999999999", PaymentStatus.PAID, FulfillmentStatus.FULFILLED)));

        assertThat(OpenApiDocument.of("mercadoshops")
                        .violations("GET", "/v1/shops/1/orders/1", 200, "application/json; charset=utf-8", body))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MercadoLibre, meli",
        "mercadolibre, meli",
        "Mercado Libre, meli",
        "MERCADO-LIBRE, meli",
        "MercadoLivre, meli",
        "meli, meli",
        "MercadoShops, mshops",
        "mercado shops, mshops",
        "MSHOPS, mshops",
        "Shopify, shopify",
        "Punto de Venta 2, punto de venta 2",
        "Ágora, ágora"
    })
    void aSalesChannelIsNamedInTheSourcesWord(String name, String channel) {
        JsonNode written = tree(order(name, "1", PaymentStatus.PENDING, FulfillmentStatus.UNFULFILLED));

        assertThat(text(written, "/channel")).isEqualTo(channel);
        assertThat(text(written, "/products/0/channel")).isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({
        "1082, 1082, true",
        "0042, 42, true",
        "9223372036854775807, 9223372036854775807, true",
        "9223372036854775808, 9223372036854775808, false",
        "#1082, #1082, false",
        "-5, -5, false",
        "1.5, 1.5, false",
        "١٢, ١٢, false"
    })
    void aReferenceOfDigitsIsANumberIfItHas64Bits(String text, String value, boolean isNumber) {
        JsonNode written = tree(order("Shopify", text, PaymentStatus.PENDING, FulfillmentStatus.UNFULFILLED));

        assertThat(written.at("/external_reference").isNumber()).isEqualTo(isNumber);
        assertThat(written.at("/external_reference").asString()).isEqualTo(value);
        assertThat(text(written, "/payments/0/meli_order_id")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, UNFULFILLED, , false",
        "PAID, UNFULFILLED, paid, true",
        "REFUNDED, FULFILLED, refunded, false",
        "PAID, CANCELED, cancelled, true",
        "PENDING, CANCELED, cancelled, false"
    })
    void theStateOfTheOrderIsToldInOneWord(
            PaymentStatus payment, FulfillmentStatus fulfillment, @Nullable String word, boolean paid) {
        JsonNode written = tree(order("Shopify", "1", payment, fulfillment));

        assertThat(text(written, "/status/order_status")).isEqualTo(word);
        assertThat(written.at("/status/paid").booleanValue()).isEqualTo(paid);
    }

    @ParameterizedTest
    @EnumSource(PaymentState.class)
    void onlyAnApprovedPaymentIsPaid(PaymentState state) {
        Order.Payment payment = new Order.Payment(1, 1, null, state, null, null, 1, null, null, null, SOLD);

        JsonNode written = tree(with(List.of(), List.of(payment)));

        assertThat(text(written, "/payments/0/status")).isEqualTo(state.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(written.at("/payments/0/paid").booleanValue()).isEqualTo(state == PaymentState.APPROVED);
        assertThat(text(written, "/payments/0/installments")).isNull();
        assertThat(text(written, "/payments/0/fees/finance_fee")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, ECONOMY, , custom, Estándar",
        "PENDING, NEXT_DAY, DHL, custom, Día siguiente",
        "PICKUP, PICKUP, , custom, Retiro en persona",
        "PENDING, , DHL, custom, DHL",
        "PENDING, , , not specified, ",
        "TO_BE_AGREED, ECONOMY, DHL, not specified, Estándar"
    })
    void aShippingWithoutServiceOrCarrierIsNotSpecified(
            ShipmentStatus status,
            @Nullable ShippingService service,
            @Nullable String carrier,
            String type,
            @Nullable String method) {
        JsonNode written = tree(with(List.of(shipment(status, service, carrier, "AR-B")), List.of()));

        assertThat(text(written, "/shippings/0/ship_type")).isEqualTo(type);
        assertThat(text(written, "/shippings/0/method")).isEqualTo(method);
        assertThat(text(written, "/products/0/method")).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({"AR-B, AR-B", "MX - AG, MX-AG", "mx-agu, MX-AGU", "Aguascalientes, Aguascalientes", ", "})
    void aStateIsItsIdWhereOneIsKnown(@Nullable String stored, @Nullable String id) {
        JsonNode written = tree(with(List.of(shipment(ShipmentStatus.PENDING, null, null, stored)), List.of()));

        assertThat(text(written, "/shippings/0/receiver/state_id")).isEqualTo(id);
        assertThat(text(written, "/billing_data/address/state")).isEqualTo(id);
    }

    @Test
    void billingDataIsThereWithoutAShipmentToo() {
        JsonNode written = tree(with(List.of(), List.of()));

        assertThat(text(written, "/billing_data/name")).isEqualTo("Carlos Perez");
        assertThat(written.at("/billing_data/address").properties())
                .hasSize(5)
                .allMatch(field -> field.getValue().isNull());
        assertThat(text(written, "/products/0/method")).isNull();
    }

    private static JsonNode tree(Order order) {
        return Json.read(Json.write(OrderJson.of(SHOP, order))).orElseThrow();
    }

    /** What a field says; null when it says null, and a field must be there. */
    private static @Nullable String text(JsonNode written, String field) {
        JsonNode value = written.at(field);
        assertThat(value.isMissingNode()).as(field).isFalse();
        return value.isNull() ? null : value.asString();
    }

    private static String written(Order order) {
        return new String(Json.write(OrderJson.of(SHOP, order)), StandardCharsets.UTF_8);
    }

    private static Order with(List<Order.Shipment> shipments, List<Order.Payment> payments) {
        Order order = order("Shopify", "1", PaymentStatus.PENDING, FulfillmentStatus.UNFULFILLED);
        return new Order(order.header(), order.lines(), shipments, payments, List.of());
    }

    private static Order order(
            String channel, String number, PaymentStatus paymentStatus, FulfillmentStatus fulfillmentStatus) {
        return new Order(
                header(channel, number, paymentStatus, fulfillmentStatus),
                List.of(line()),
                List.of(shipment(ShipmentStatus.ON_ROUTE, ShippingService.ECONOMY, null, "AR-X")),
                List.of(payment()),
                List.of(new Order.Note(1, 1, "Frágil", SOLD)));
    }

    private static Order.Header header(
            String channel, String number, PaymentStatus paymentStatus, FulfillmentStatus fulfillmentStatus) {
        return new Order.Header(
                1_999_999_999_999L,
                "aB3dE6gH9k",
                channel.toLowerCase(java.util.Locale.ROOT),
                channel,
                number,
                null,
                379_999_999_999L,
                "1713huaxq1352",
                "Carlos",
                "Perez",
                "carlos.perez@example.com",
                "+541144445555",
                "dni",
                "123456789",
                "153999999",
                "CARLLL",
                "ARS",
                140_500,
                500,
                500,
                5_799,
                paymentStatus,
                fulfillmentStatus,
                ContactStatus.CONFIRMED_DATA,
                PAID,
                PAID,
                PAID,
                "done",
                "Gracias",
                "positive",
                "neutral",
                "FC",
                "060300007620",
                PAID,
                SOLD,
                PAID);
    }

    private static Order.Line line() {
        return new Order.Line(
                1,
                1,
                879_999_910,
                91_999_949,
                null,
                null,
                "Zapatillas 99999",
                1,
                140_500,
                List.of("Color Primario", "Talle"),
                List.of("Negro", "41.5"),
                null);
    }

    private static Order.Payment payment() {
        return new Order.Payment(
                1,
                1_199_999_999,
                "130299999999999",
                PaymentState.APPROVED,
                "mercadopago",
                "pagofacil",
                145_299,
                6,
                1_250L,
                PAID,
                PAID);
    }

    private static Order.Shipment shipment(
            ShipmentStatus status,
            @Nullable ShippingService service,
            @Nullable String carrier,
            @Nullable String state) {
        return new Order.Shipment(
                1,
                4_699_999,
                status,
                service,
                carrier,
                "3899999999999961",
                null,
                false,
                5_799,
                "Carlos Perez",
                "0353999999",
                "carlos.perez@example.com",
                "Calle",
                "51",
                null,
                null,
                "Las 99999",
                state,
                "999",
                "AR",
                SOLD);
    }
}
