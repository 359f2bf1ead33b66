package io.tianguis.dialects.mercately;

import io.tianguis.customers.CustomerChange;
import io.tianguis.customers.CustomerRejection;
import io.tianguis.kernel.Money;
import io.tianguis.orders.Order;
import io.tianguis.orders.PointOfSaleRejection;
import io.tianguis.orders.PointOfSaleRejection.ShortLine;
import io.tianguis.orders.PointOfSaleRejection.UnclearLine;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.ErrorPages;
import io.tianguis.platform.http.InvalidParameters.Reason;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import java.util.List;
import java.util.function.Function;

/**
 * The wording of everything that this dialect refuses: {@code /retailers/api/v1} speaks English, {@code /api/v1} Spanish
 * (C2), in the shapes of C5.
 */
enum MercatelyErrors implements ErrorPages, CreatingRequests.KeyRefusals {
    ENGLISH(
            "Not found",
            "Method not allowed",
            "Invalid parameters",
            "Request body too large",
            "URI too long",
            "A request with this Idempotency-Key is still running",
            "This Idempotency-Key was used for a different request",
            "Internal server error"),
    SPANISH(
            "No encontrado",
            "Método no permitido",
            "Parámetros inválidos",
            "El cuerpo de la solicitud es demasiado grande",
            "La dirección es demasiado larga",
            "Una solicitud con este Idempotency-Key sigue en curso",
            "Este Idempotency-Key se usó para otra solicitud",
            "Error interno del servidor");

    private record Message(String message) {}

    private record Errors(String message, List<String> errors) {}

    /** What an order is refused with has no message of its own (C22). */
    private record ErrorsAlone(List<String> errors) {}

    private record Fault(String message, String request_id) {}

    private final String notFound;
    private final String methodNotAllowed;
    private final String malformed;
    private final String bodyTooLarge;
    private final String uriTooLong;
    private final String keyStillRunning;
    private final String keyUsedDifferently;
    private final String fault;

    MercatelyErrors(
            String notFound,
            String methodNotAllowed,
            String malformed,
            String bodyTooLarge,
            String uriTooLong,
            String keyStillRunning,
            String keyUsedDifferently,
            String fault) {
        this.notFound = notFound;
        this.methodNotAllowed = methodNotAllowed;
        this.malformed = malformed;
        this.bodyTooLarge = bodyTooLarge;
        this.uriTooLong = uriTooLong;
        this.keyStillRunning = keyStillRunning;
        this.keyUsedDifferently = keyUsedDifferently;
        this.fault = fault;
    }

    static Response unauthorized() {
        return message(401, "Unauthorized");
    }

    static Response customerNotFound() {
        return message(404, "Customer not found");
    }

    /** What is wrong with a customer who was to be created, a sentence each. */
    static Response customerNotCreated(List<String> faults) {
        return errors(422, "Customer could not be created", faults);
    }

    /** What is wrong with the fields of a customer who was to be changed, a sentence each. */
    static Response customerNotUpdated(List<String> faults) {
        return errors(422, "Customer could not be updated", faults);
    }

    /** @param refused words the answer around the sentence that names the field (C10) */
    static Response of(CustomerRejection rejection, Function<List<String>, Response> refused) {
        return switch (rejection) {
            case CustomerRejection.CustomerNotFound _ -> customerNotFound();
            case CustomerRejection.Nameless _ -> refused.apply(List.of("First name, phone or email can't be blank"));
            case CustomerRejection.InvalidPhone _ -> refused.apply(List.of("Phone is invalid"));
            case CustomerRejection.InvalidEmail _ -> refused.apply(List.of("Email is invalid"));
            case CustomerRejection.PhoneTaken _ -> refused.apply(List.of("Phone has already been taken"));
            case CustomerRejection.EmailTaken _ -> refused.apply(List.of("Email has already been taken"));
            case CustomerRejection.UnknownAgent _ -> refused.apply(List.of("Agent must exist"));
            case CustomerRejection.UnknownAddress _ -> refused.apply(List.of("Customer addresses id must exist"));
            case CustomerRejection.TooManyAddresses _ ->
                refused.apply(
                        List.of("Customer addresses are too many (maximum is " + CustomerChange.MAX_ADDRESSES + ")"));
            case CustomerRejection.TooManyTags _ ->
                refused.apply(List.of("Tags are too many (maximum is " + CustomerChange.MAX_TAGS + ")"));
            case CustomerRejection.TooManyCustomFields _ ->
                refused.apply(
                        List.of("Custom fields are too many (maximum is " + CustomerChange.MAX_CUSTOM_FIELDS + ")"));
        };
    }

    static Response productNotFound() {
        return message(404, "Producto no encontrado");
    }

    static Response variantNotFound() {
        return message(404, "Variante no encontrada");
    }

    /** What is wrong with the fields of an order, a sentence each. */
    static Response orderRefused(List<String> faults) {
        return Response.json(422, Json.write(new ErrorsAlone(faults)));
    }

    static Response orderRefused(PointOfSaleRejection rejection) {
        return orderRefused(
                switch (rejection) {
                    case PointOfSaleRejection.UnclearLines(List<UnclearLine> lines) ->
                        lines.stream().map(MercatelyErrors::unclear).toList();
                    case PointOfSaleRejection.AmountOutOfRange _ ->
                        List.of("El total del pedido no puede ser mayor que "
                                + Money.units(Order.MAX_AMOUNT_CENTS).toPlainString());
                    case PointOfSaleRejection.NotEnoughStock(List<ShortLine> lines) ->
                        lines.stream().map(MercatelyErrors::tooFew).toList();
                });
    }

    private static String unclear(UnclearLine unclear) {
        return switch (unclear) {
            case UnclearLine.Unknown(int line, String _) -> OrderIntake.line(line) + ": no encontrado";
            case UnclearLine.SeveralVariants(int line, String title) ->
                OrderIntake.line(line) + ": " + title
                        + " tiene varias variantes; product_id debe ser el de una de ellas";
        };
    }

    private static String tooFew(ShortLine tooFew) {
        String sku = tooFew.sku() == null ? "" : " (" + tooFew.sku() + ")";
        return OrderIntake.line(tooFew.line()) + ": no hay existencias suficientes de " + tooFew.title() + sku;
    }

    /** A body that cannot be read. */
    Response unreadable(Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> message(413, bodyTooLarge);
            case TOO_MANY, TOO_DEEP, BAD_ENCODING, NUL_CHARACTER, CONTRADICTORY -> malformed();
        };
    }

    Response malformed() {
        return message(400, malformed);
    }

    private static Response message(int status, String message) {
        return Response.json(status, Json.write(new Message(message)));
    }

    /** A refusal that tells every fault, a sentence each. */
    static Response errors(int status, String message, List<String> errors) {
        return Response.json(status, Json.write(new Errors(message, errors)));
    }

    @Override
    public Response notFound(Request request) {
        return message(404, notFound);
    }

    @Override
    public Response methodNotAllowed(Request request) {
        return message(405, methodNotAllowed);
    }

    @Override
    public Response badRequest(Request request) {
        return malformed();
    }

    @Override
    public Response bodyTooLarge(Request request) {
        return message(413, bodyTooLarge);
    }

    @Override
    public Response uriTooLong(Request request) {
        return message(414, uriTooLong);
    }

    @Override
    public Response malformedKey(Request request) {
        return malformed();
    }

    @Override
    public Response stillRunning(Request request) {
        return errors(409, keyStillRunning, List.of(keyStillRunning)).withHeader("Retry-After", "1");
    }

    @Override
    public Response usedDifferently(Request request) {
        return errors(422, keyUsedDifferently, List.of(keyUsedDifferently));
    }

    @Override
    public Response fault(Request request) {
        return Response.json(500, Json.write(new Fault(fault, request.id())));
    }
}
