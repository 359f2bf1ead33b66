package io.tianguis.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenApiDocumentTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String STOCK = """
            {"message":"Succes","sku":"PAQ-EA","available_quantity":100,"item_id":123756,"price":403.19}""";

    private final OpenApiDocument marketful = OpenApiDocument.of("marketful");

    @Test
    void aDocumentedAnswerHasNoViolation() {
        assertThat(stock(200, JSON, STOCK)).isEmpty();
        assertThat(stock(200, "application/json;charset=UTF-8", STOCK)).isEmpty();
        assertThat(stock(401, JSON, "{\"message\":\"Item PAQ-EA not found\"}")).isEmpty();
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThat(stock(200, JSON, STOCK.replace(",\"price\":403.19", "")))
                .singleElement()
                .asString()
                .contains("GET /items/get_stock?sku=PAQ-EA, 200", "price");
    }

    @Test
    void aFieldOfTheWrongTypeIsNamed() {
        assertThat(stock(200, JSON, STOCK.replace("403.19", "\"403.19\"")))
                .singleElement()
                .asString()
                .contains("/price", "string");
    }

    @Test
    void aFieldThatIsNotDocumentedIsNamed() {
        assertThat(stock(200, JSON, STOCK.replace("}", ",\"color\":\"rojo\"}")))
                .singleElement()
                .asString()
                .contains("color");
    }

    @Test
    void anotherSentenceThanTheDocumentedOneIsAViolation() {
        assertThat(stock(403, JSON, "{\"message\":\"User Not Found\"}")).isEmpty();
        assertThat(stock(403, JSON, "{\"message\":\"User not found\"}")).hasSize(1);
    }

    @Test
    void fieldsInAnotherOrderAreAViolation() {
        assertThat(stock(
                        200,
                        JSON,
                        STOCK.replace("\"message\":\"Succes\",", "").replace("}", ",\"message\":\"Succes\"}")))
                .containsExactly("GET /items/get_stock?sku=PAQ-EA, 200: : message stands after price");
    }

    @Test
    void orderIsCheckedBehindReferencesAndInsideArrays() {
        var saved = """
                {"message":"Succes","description":"All Items are now registered","items_saved":[
                {"item_id":1,"title":"Botella","list_price":"420.0","sku":"B","available_quantity":0,"height":null,"width":null,
                "length":null,"weight":null,"ml_sku":null,"amz_sku":null,"clave_sat":null,"fraccion_arancelaria":null,
                "fragil":null,"ean":null}]}""";

        assertThat(violations("POST", "/items/create_item", 200, saved)).isEmpty();
        assertThat(violations(
                        "POST",
                        "/items/create_item",
                        200,
                        saved.replace("\"item_id\":1,", "").replace("}]", ",\"item_id\":1}]")))
                .containsExactly("POST /items/create_item, 200: /items_saved/0: item_id stands after ean");
    }

    @Test
    void orderIsCheckedInTheAlternativeThatTheBodyTakes() {
        var nested = """
                {"message":{"result":406,"campos_invalidos_items":["sku_item_0"],\
                "errores_items":["SKU MULTI012 no lo tenemos registrado"]}}""";
        var swapped = """
                {"message":{"campos_invalidos_items":["sku_item_0"],"result":406,\
                "errores_items":["SKU MULTI012 no lo tenemos registrado"]}}""";

        assertThat(violations("POST", "/shopi_orders/multicanal_api", 406, nested))
                .isEmpty();
        assertThat(violations("POST", "/shopi_orders/multicanal_api", 406, swapped))
                .containsExactly(
                        "POST /shopi_orders/multicanal_api, 406: /message: result stands after campos_invalidos_items");
    }

    @Test
    void anUndocumentedStatusIsAViolation() {
        assertThat(stock(418, JSON, STOCK))
                .containsExactly("GET /items/get_stock?sku=PAQ-EA: status 418 is not documented");
    }

    @Test
    void contentWhereNoneIsDocumentedIsAViolation() {
        var path = "/shopi_orders/multicanal_api";

        assertThat(marketful.violations("POST", path, 205, null, new byte[0])).isEmpty();
        assertThat(violations("POST", path, 205, "{}")).hasSize(1);
    }

    @Test
    void theContentTypeIsChecked() {
        assertThat(stock(200, "text/plain; charset=utf-8", STOCK)).hasSize(1);
        assertThat(stock(200, "application/json", STOCK)).hasSize(1);
        assertThat(marketful.violations("GET", "/items/get_stock", 200, null, STOCK.getBytes(UTF_8)))
                .hasSize(1);
    }

    @Test
    void aBodyThatCannotBeReadIsAViolation() {
        assertThat(stock(200, JSON, STOCK + "}")).hasSize(1);
        assertThat(stock(200, JSON, "")).isNotEmpty();
        assertThat(stock(200, JSON, STOCK.replace("}", ",\"price\":1}"))).hasSize(1);
        assertThat(marketful.violations("GET", "/items/get_stock", 403, JSON, new byte[] {'"', (byte) 0xc3, '"'}))
                .hasSize(1);
    }

    @Test
    void requestsThatMatchNoOperationHaveAnswersOfTheirOwn() {
        assertThat(violations("GET", "/items/unknown", 404, "{\"message\":\"Not Found\"}"))
                .isEmpty();
        assertThat(violations("DELETE", "/items/get_stock", 405, "{\"message\":\"Method Not Allowed\"}"))
                .isEmpty();
        assertThat(violations("DELETE", "/items/get_stock", 405, "{\"error\":\"Method Not Allowed\"}"))
                .isNotEmpty();
        assertThat(violations("DELETE", "/items/get_stock", 200, STOCK)).hasSize(1);
    }

    @Test
    void aVariableOfAPathTakesOneSegment() {
        var mercately = OpenApiDocument.of("mercately");
        var unknown = "{\"message\":\"Customer not found\"}".getBytes(UTF_8);

        assertThat(mercately.violations("GET", "/retailers/api/v1/customers/a@b.mx", 404, JSON, unknown))
                .isEmpty();
        assertThat(mercately.violations(
                        "GET",
                        "/retailers/api/v1/customers/a@b.mx",
                        404,
                        JSON,
                        "{\"message\":\"Not here\"}".getBytes(UTF_8)))
                .hasSize(1);
        assertThat(mercately.violations(
                        "GET",
                        "/retailers/api/v1/customers/",
                        401,
                        JSON,
                        "{\"message\":\"Unauthorized\"}".getBytes(UTF_8)))
                .hasSize(1);
    }

    @Test
    void thereAreOnlyTheKnownDocuments() {
        assertThatIllegalArgumentException().isThrownBy(() -> OpenApiDocument.of("unknown"));
    }

    private List<String> stock(int status, String contentType, String body) {
        return marketful.violations("get", "/items/get_stock?sku=PAQ-EA", status, contentType, body.getBytes(UTF_8));
    }

    private List<String> violations(String method, String path, int status, String body) {
        return marketful.violations(method, path, status, JSON, body.getBytes(UTF_8));
    }
}
