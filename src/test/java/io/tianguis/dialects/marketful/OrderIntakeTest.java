package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.Person;
import io.tianguis.dialects.marketful.OrderIntake.NewOrder;
import io.tianguis.dialects.marketful.OrderIntake.Refusal;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.ShippingService;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIntakeTest {

    private final Map<String, Parameter> contact = new LinkedHashMap<>();

    OrderIntakeTest() {
        MarketfulCalls.contactInfo()
                .forEach((field, value) -> contact.put(field, new Parameter.Text(value.toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AG", "BC", "BS", "CM", "CS", "CH", "CO", "CL", "CX", "DF", "DG", "GT", "GR", "HG", "JA", "EM", "MX",
                "MI", "MO", "NA", "NL", "OA", "PU", "QT", "QE", "QR", "SL", "SI", "SO", "TB", "TM", "TL", "VE", "YU",
                "ZA"
            })
    void everyStateCodeIsKnown(String code) {
        assertThat(taken("estado", "MX - " + code).shipTo().state()).isEqualTo("MX - " + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MX-AG", "mx - ag", "Mx -aG", " MX  -  AG "})
    void theSpacesAndTheLetterCaseOfAStateAreFree(String state) {
        assertThat(taken("estado", state).shipTo().state()).isEqualTo("MX - AG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AG", "MX AG", "MX - AGU", "MX - XX", "US - AG", "Aguascalientes", "MX - ", "M X - AG"})
    void anotherStateIsRefused(String state) {
        assertThat(refused("estado", state)).containsExactly("estado");
    }

    @ParameterizedTest
    @CsvSource({"Fedex,Fedex", "FEDEX,Fedex", "dhl,DHL", "Ups,UPS", "estafeta,Estafeta", "PaquetExpress,Paquetexpress"})
    void carriersAreTakenInAnyLetterCase(String sent, String carrier) {
        assertThat(taken("carrier_name", sent).shipping().carrier()).isEqualTo(carrier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Redpack", "Fed ex", "DHL Express"})
    void anotherCarrierIsRefused(String carrier) {
        assertThat(refused("carrier_name", carrier)).containsExactly("carrier_name");
    }

    @ParameterizedTest
    @CsvSource({
        "economico,ECONOMY",
        "económico,ECONOMY",
        "econo\u0301mico,ECONOMY",
        "dia_siguiente,NEXT_DAY",
        "dia siguiente,NEXT_DAY",
        "día siguiente,NEXT_DAY"
    })
    void servicesHaveTheirSpellings(String sent, ShippingService service) {
        assertThat(taken("tipo_envio", sent).shipping().service()).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"express", "mismo dia", "economy", "1"})
    void anotherServiceIsRefused(String service) {
        assertThat(refused("tipo_envio", service)).containsExactly("tipo_envio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4497893345", "+52 (449) 789-3345", "0000000000", "449 789 33 45 ext. 12"})
    void aPhoneHasTenDigitsOrMoreWhateverTheNumberingPlanSays(String phone) {
        assertThat(taken("telefono", phone).shipTo().phone()).isEqualTo(phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"449789334", "abcdefghij", "+52 449 78"})
    void aPhoneOfFewerDigitsIsRefused(String phone) {
        assertThat(refused("telefono", phone)).containsExactly("telefono");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2029", "202900", "2O290", "20 90"})
    void aPostalCodeHasFiveDigits(String postalCode) {
        assertThat(refused("codigo_postal", postalCode)).containsExactly("codigo_postal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://www.mi-sistema.com/guia-envio.pdf", "http://a", "HTTPS://a.mx/guía.pdf?x=1|2"})
    void aLabelIsOnTheWeb(String url) {
        assertThat(taken("url_guia_pdf", url).shipping().labelUrl()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.mi-sistema.com/guia.pdf",
                "ftp://a.mx/guia.pdf",
                "https://",
                "https:///guia.pdf",
                "https://a.mx/g uia.pdf",
                "javascript:alert(1)",
                "file:///etc/passwd"
            })
    void aLabelElsewhereIsRefused(String url) {
        assertThat(refused("url_guia_pdf", url)).containsExactly("url_guia_pdf");
    }

    @Test
    void theLongestLabelAddressHas2048Characters() {
        String address = "https://a.mx/" + "g".repeat(2_048 - 13);

        assertThat(taken("url_guia_pdf", address).shipping().labelUrl()).isEqualTo(address);
        assertThat(refused("url_guia_pdf", address + "g")).containsExactly("url_guia_pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unfulfilled", "Pausado", "paused", "true"})
    void anOrderMayOnlyBePaused(String status) {
        assertThat(refused("fulfillment_status", status)).containsExactly("fulfillment_status");
    }

    @Test
    void anOrderIsPausedOnlyWhenItSaysSo() {
        assertThat(order().paused()).isFalse();
        assertThat(taken("fulfillment_status", "").paused()).isFalse();
        assertThat(taken("fulfillment_status", "pausado").paused()).isTrue();
    }

    @Test
    void insuranceIsTrueOrFalseAndFalseWhenNothingIsSaid() {
        assertThat(order().shipping().insured()).isFalse();
        assertThat(taken("asegurado", "").shipping().insured()).isFalse();
        assertThat(taken("asegurado", "true").shipping().insured()).isTrue();
        assertThat(refused("asegurado", "1")).containsExactly("asegurado");
        contact.put("asegurado", new Parameter.Flag(true));
        assertThat(order().shipping().insured()).isTrue();
    }

    @Test
    void theFirstWordIsTheFirstNameAndTheRestTheLastName() {
        assertThat(taken("customer", " Ana  María López ").buyer())
                .isEqualTo(new Person("Ana", "María López", "4497893345", null));
        assertThat(taken("customer", "Ana").buyer()).isEqualTo(new Person("Ana", null, "4497893345", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "num_orden",
                "orden_id",
                "customer",
                "carrier_name",
                "telefono",
                "calle",
                "no_exterior",
                "colonia",
                "ciudad",
                "estado",
                "codigo_postal",
                "canal",
                "tipo_envio"
            })
    void aRequiredFieldIsMissingWhenAbsentNullEmptyOrBlank(String field) {
        contact.remove(field);
        assertThat(faults()).containsExactly(field);
        contact.put(field, new Parameter.Null());
        assertThat(faults()).containsExactly(field);
        assertThat(refused(field, "")).containsExactly(field);
        assertThat(refused(field, "   ")).containsExactly(field);
    }

    @Test
    void theLongestTextHas255CharactersAndTheLongestChannel120() {
        assertThat(taken("calle", "c".repeat(255)).shipTo().street()).hasSize(255);
        assertThat(refused("calle", "c".repeat(256))).containsExactly("calle");
        contact.put("calle", new Parameter.Text("Madero"));
        assertThat(taken("canal", "c".repeat(120)).channel()).hasSize(120);
        assertThat(refused("canal", "c".repeat(121))).containsExactly("canal");
    }

    @Test
    void anIdIsKeptInTheTypeInWhichItWasSent() {
        contact.put("orden_id", new Parameter.Numeral("234233423"));
        assertThat(read().sentId()).isEqualTo(new BigInteger("234233423"));
        contact.put("orden_id", new Parameter.Text("0234"));
        assertThat(read().sentId()).isEqualTo("0234");
        contact.put("orden_id", new Parameter.Numeral("-1"));
        assertThat(faults()).containsExactly("orden_id");
        contact.put("orden_id", new Parameter.Numeral("1e3"));
        assertThat(faults()).containsExactly("orden_id");
    }

    private CreateOrder taken(String field, String value) {
        contact.put(field, new Parameter.Text(value));
        return order();
    }

    private List<String> refused(String field, String value) {
        contact.put(field, new Parameter.Text(value));
        return faults();
    }

    private CreateOrder order() {
        return read().order();
    }

    private NewOrder read() {
        return intake().fold(order -> order, refusal -> {
            throw new AssertionError("refused: " + refusal);
        });
    }

    private List<String> faults() {
        return intake().fold(order -> List.of(), OrderIntakeTest::fields);
    }

    private static List<String> fields(Refusal refusal) {
        return switch (refusal) {
            case Refusal.InvalidFields(List<FieldFault> faults) ->
                faults.stream().map(FieldFault::field).toList();
            case Refusal.NotAnOrder _, Refusal.Incomplete _, Refusal.InvalidLines _ ->
                throw new AssertionError("refused for another reason: " + refusal);
        };
    }

    private Outcome<NewOrder, Refusal> intake() {
        Parameters line =
                new Parameters(Map.of("sku", new Parameter.Text("MULTI01"), "cantidad", new Parameter.Text("2")));
        Parameters order = new Parameters(
                Map.of("contact_info", new Parameters(contact), "items", new Parameter.Items(List.of(line))));
        return OrderIntake.read(new Parameters(Map.of("order", order)), "seller_de_prueba");
    }
}
