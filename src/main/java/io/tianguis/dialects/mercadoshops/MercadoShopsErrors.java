package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.ErrorPages;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.questions.QuestionRejection;
import io.tianguis.shops.TokenRejection;
import java.util.List;

/** The wording of everything that this dialect refuses (S4, S5). */
final class MercadoShopsErrors implements ErrorPages {

    static final MercadoShopsErrors PAGES = new MercadoShopsErrors();

    private record Body(String error, String message, int status, List<String> cause) {}

    private record Fault(String error, String message, int status, List<String> cause, String request_id) {}

    private record TokenError(String error, String message, int status) {}

    /** The token is missing, unknown, expired or another shop's; which of them is not told (S3). */
    static Response forbidden() {
        return error(403, "forbidden", "Token Invalido o SHOP_ID incorrecto");
    }

    static Response idNotNumeric() {
        return error(400, "invalid_request", "El id debe ser numérico");
    }

    /** A parameter whose value is none of those that it can have. */
    static Response invalidParameter(String name) {
        return error(400, "invalid_request", "El parámetro " + name + " no es válido");
    }

    static Response shopNotFound() {
        return error(404, "not_found", "El sitio con el SHOP_ID especificado no fue encontrado");
    }

    static Response listingNotFound() {
        return error(404, "not_found", "La publicación con el LISTING_ID especificado no fue encontrada");
    }

    static Response questionNotFound() {
        return error(404, "not_found", "La pregunta con el QUESTION_ID especificado no fue encontrada");
    }

    static Response threadNotFound() {
        return error(404, "not_found", "La conversación con el THREAD_ID especificado no fue encontrada");
    }

    static Response answerInvalid() {
        return error(400, "invalid_request", "Se requiere answer, un texto de 1 a 2000 caracteres");
    }

    static Response questionRefused(QuestionRejection rejection) {
        return switch (rejection) {
            case QuestionRejection.QuestionNotFound _ -> questionNotFound();
            case QuestionRejection.AlreadyAnswered _ -> error(400, "invalid_request", "La pregunta ya fue respondida");
            case QuestionRejection.AlreadyClosed _ ->
                error(400, "invalid_request", "La pregunta fue cerrada sin respuesta");
            // Nothing is asked through this API.
            case QuestionRejection.CustomerNotFound _, QuestionRejection.ProductNotFound _ ->
                throw new IllegalStateException("refused what nobody asked for: " + rejection);
        };
    }

    /** The source's own sentences, this one's accent included. */
    static Response categoryIdNotNumeric() {
        return error(400, "invalid_request", "Id de categoría debe ser númerico");
    }

    static Response categoryNotFound() {
        return error(404, "not_found", "Categoría no encontrada");
    }

    static Response orderNotFound() {
        return error(404, "not_found", "La venta con el ORDER_ID especificado no fue encontrada");
    }

    static Response clientIdMissing() {
        return error(400, "invalid_request", "Se debe especificar el parámetro CLIENT_ID");
    }

    static Response clientNotFound() {
        return error(404, "not_found", "El cliente con el CLIENT_ID especificado no fue encontrado");
    }

    static Response shippingNotFound() {
        return error(404, "not_found", "El envío con el SHIPPING_ID especificado no fue encontrado");
    }

    static Response orderChangedMeanwhile() {
        return error(400, "invalid_request", "Otro cambio de la venta llegó al mismo tiempo");
    }

    static Response paymentNotFound() {
        return error(404, "not_found", "El pago con el PAYMENT_ID especificado no fue encontrado");
    }

    static Response bodyUnreadable() {
        return error(400, "invalid_request", "El cuerpo del pedido no se puede leer");
    }

    static Response invoiceMissing() {
        return error(400, "invalid_request", "Se requiere invoice con invoiced, number o type");
    }

    static Response invoicedNotBoolean() {
        return error(400, "invalid_request", "invoiced debe ser true o false");
    }

    static Response shippingChangeMissing() {
        return error(400, "invalid_request", "Se requiere status o tracking_code");
    }

    static Response shippingStatusUnknown() {
        return error(400, "invalid_request", "status debe ser pickup, pending, in_progress, on_route o delivered");
    }

    static Response notText(String field, int most) {
        return error(400, "invalid_request", field + " debe ser un texto de hasta " + most + " caracteres");
    }

    static Response tokenRefused(TokenRejection rejection) {
        return switch (rejection) {
            case TokenRejection.UnknownApplication _ -> token("invalid_client", "invalid client_id or client_secret");
            case TokenRejection.UnusableCode _ ->
                token(
                        "invalid_grant",
                        "the code is unknown, expired, used, or not for this client_id and redirect_uri");
            case TokenRejection.OtherVerifier _ ->
                token("invalid_grant", "the code_verifier does not meet the code_challenge");
            case TokenRejection.UnusableRefreshToken _ ->
                token("invalid_grant", "the refresh_token is unknown, expired, used, or not for this client_id");
        };
    }

    static Response unsupportedGrantType() {
        return token("unsupported_grant_type", "unsupported grant_type");
    }

    static Response tokenParameterMissing(String name) {
        return token("invalid_request", name + " is a required parameter");
    }

    static Response tokenParametersUnreadable() {
        return token("invalid_request", "the parameters cannot be read");
    }

    private static Response token(String error, String message) {
        return Response.json(400, Json.write(new TokenError(error, message, 400)));
    }

    private static Response error(int status, String error, String message) {
        return Response.json(status, Json.write(new Body(error, message, status, List.of())));
    }

    @Override
    public Response notFound(Request request) {
        return error(404, "not_found", "Recurso no encontrado");
    }

    @Override
    public Response methodNotAllowed(Request request) {
        return error(405, "method_not_allowed", "Método no permitido");
    }

    @Override
    public Response badRequest(Request request) {
        return error(400, "invalid_request", "La URL no se puede leer");
    }

    @Override
    public Response bodyTooLarge(Request request) {
        return error(413, "invalid_request", "El cuerpo del pedido es demasiado grande");
    }

    @Override
    public Response uriTooLong(Request request) {
        return error(414, "invalid_request", "La URL es demasiado larga");
    }

    @Override
    public Response fault(Request request) {
        return Response.json(
                500, Json.write(new Fault("internal_error", "Error interno", 500, List.of(), request.id())));
    }
}
