package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.LabelIntake.LabeledOrder;
import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.fulfillment.FulfillmentStep;
import io.tianguis.inbound.AnnouncementRejection;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.OrderRejection;
import io.tianguis.orders.OrderRejection.UnknownSkus;
import io.tianguis.platform.http.CreatingRequests.KeyRefusals;
import io.tianguis.platform.http.ErrorPages;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.DeletionRejection;
import io.tianguis.stock.ItemRejection;
import io.tianguis.webhooks.UrlFault;
import io.tianguis.webhooks.WebhookRejection;
import io.tianguis.webhooks.WebhookType;
import java.util.List;

/**
 * The one table from what is refused to status and words; a message is contract, typos included. The sentences that the
 * source leaves open are ours.
 */
final class MarketfulErrors implements ErrorPages, KeyRefusals {

    static final MarketfulErrors PAGES = new MarketfulErrors();

    private record Message(String message) {}

    private record Fault(String message, String request_id) {}

    private record InvalidFields(int result, List<String> campos_invalidos, List<String> errores, String message) {}

    private record InvalidLines(
            int result, List<String> campos_invalidos_items, List<String> errores_items, String message) {}

    private record UnknownLines(int result, List<String> campos_invalidos_items, List<String> errores_items) {}

    private record NothingSaved(int result, String mensaje) {}

    private record Nested(Object message) {}

    private record NumberTaken(Object orden, String error) {}

    private record Described(String message, String description) {}

    private record NotUpdated(String message, List<String> item_error) {}

    private record IncompleteItems(String message, String description, List<ItemJson.Errors> items_errors) {}

    private record InvalidEntryLines(String message, List<String> items) {}

    private record WebhookFailed(String message, String error) {}

    static Response message(int status, String message) {
        return Response.json(status, Json.write(new Message(message)));
    }

    /** Contradictory nesting, bad percent-encoding, malformed JSON, too many or too deep parameters (K2). */
    static Response invalidParameters() {
        return message(400, "Invalid parameters");
    }

    /** The parameters of {@code multicanal_api} are no order (K6). */
    static Response refused(OrderIntake.Refusal refusal) {
        return switch (refusal) {
            case OrderIntake.Refusal.NotAnOrder _ -> message(408, "Order param must be a hash and not be empty");
            case OrderIntake.Refusal.Incomplete _ -> message(408, "Invalid or incomplete params");
            case OrderIntake.Refusal.InvalidFields(List<FieldFault> faults) ->
                Response.json(
                        402,
                        Json.write(new InvalidFields(
                                402, fields(faults), sentences(faults), "Invalid Fields/Fields Not Found")));
            case OrderIntake.Refusal.InvalidLines(List<FieldFault> faults) ->
                Response.json(
                        406, Json.write(new InvalidLines(406, fields(faults), sentences(faults), "Items Not Found")));
        };
    }

    /**
     * The order was not taken (K6, K9).
     *
     * @param sentId the {@code orden_id} in the type in which it was sent
     */
    static Response refused(OrderRejection rejection, Object sentId) {
        return switch (rejection) {
            case OrderRejection.NumberTaken _ ->
                Response.json(410, Json.write(new NumberTaken(sentId, "Numero de Pedido ya existe")));
            case UnknownSkus(List<UnknownSkus.UnknownSku> lines) -> {
                List<FieldFault> faults = lines.stream()
                        .map(line -> FieldFault.ofSku(line.index(), "SKU " + line.sku() + " no lo tenemos registrado"))
                        .toList();
                yield Response.json(
                        406, Json.write(new Nested(new UnknownLines(406, fields(faults), sentences(faults)))));
            }
            case OrderRejection.NothingReserved _, OrderRejection.AmountOutOfRange _ ->
                Response.json(
                        407,
                        Json.write(new Nested(
                                new NothingSaved(407, " - error No se genero la orden pues ningun item fue valido"))));
        };
    }

    /** {@code get_orders} without a channel or a number, or with one that is no text. */
    static Response channelAndNumberMissing() {
        return message(405, "Canal y numero de orden deben existir");
    }

    static Response orderNotFound() {
        return message(404, "Orden no encontrada");
    }

    /** The parameters of {@code asignar_guia} are no label (K10); the status is the source's and no fault of ours. */
    static Response refused(FieldFault fault) {
        return message(500, fault.sentence());
    }

    /** The label was not assigned (K10). */
    static Response refused(FulfillmentRejection rejection, LabeledOrder order) {
        return switch (rejection) {
            case FulfillmentRejection.OrderNotFound _ ->
                message(404, "La orden con número " + order.number() + " del canal " + order.channel() + " no existe");
            case FulfillmentRejection.IllegalMove(FulfillmentStep _, FulfillmentStatus present) ->
                message(405, "No se le puede asignar guía a una orden " + OrderWords.of(present));
            case FulfillmentRejection.AlreadyDelivered _,
                    FulfillmentRejection.UnitsMissing _,
                    FulfillmentRejection.InFuture _ ->
                throw new IllegalStateException("a label was refused as " + rejection);
        };
    }

    /** {@code get_events} without an order's id, or with one that is no integer. */
    static Response orderIdMissing() {
        return message(404, "order_id must be present");
    }

    /** {@code get_events} of an order that the shop does not have. */
    static Response orderOfEventsNotFound() {
        return message(404, "Orden no encontrad");
    }

    /** {@code get_stock} without a SKU, or with one that is no text. */
    static Response skuMissing() {
        return message(402, "SKU param must be present and must be String");
    }

    static Response itemNotFound(String sku) {
        return message(401, "Item " + sku + " not found");
    }

    /** The parameters of {@code create_item} are no items that could be saved (K17). */
    static Response refused(ItemIntake.Refusal refusal) {
        return switch (refusal) {
            case ItemIntake.Refusal.Missing _ -> message(402, "Parameter 'items' must be present with sku and title");
            case ItemIntake.Refusal.Incomplete(List<ItemJson.Errors> items) ->
                Response.json(
                        401,
                        Json.write(new IncompleteItems(
                                "Incomplete data",
                                "No item was saved because the following items have either incorrect data or"
                                        + " Incomplete data",
                                items)));
        };
    }

    /** {@code get_stock_ean} without an EAN, or with one that is no text. */
    static Response eanMissing() {
        return message(402, "ean must be present and must be String");
    }

    static Response eanNotFound(String ean) {
        return message(401, "Item con EAN '" + ean + "' no encontrado");
    }

    /** {@code delete_item} without an item's id, {@code update_item} also with one that is no integer. */
    static Response itemIdMissing() {
        return message(402, "item ID must be present and be a number");
    }

    static Response itemIdNotInteger() {
        return message(402, "item id must be an Integer");
    }

    /** The item was not deleted (K18). */
    static Response refused(DeletionRejection rejection, long itemId) {
        return switch (rejection) {
            case DeletionRejection.ItemNotFound _ -> message(401, "Item not found");
            case DeletionRejection.AlreadyDeleted _, DeletionRejection.UnitsReserved _ ->
                described(400, "ERROR", "Item " + itemId + " can't be deleted");
        };
    }

    /** {@code update_item} without an attribute. */
    static Response nothingToUpdate() {
        return message(201, "Nothing to update");
    }

    static Response skuBlank() {
        return message(400, "SKU Can't be blank");
    }

    /** The item was not updated because of what the shop has (K19). */
    static Response refused(ItemRejection rejection) {
        return switch (rejection) {
            case ItemRejection.SkuTaken(long variantId) ->
                described(400, "SKU is already taken on item " + variantId, "ERROR");
            case ItemRejection.ItemNotFound _ -> message(400, "Item not found");
        };
    }

    /** The item was not updated because of what was sent. */
    static Response itemNotUpdated(List<String> errors) {
        return Response.json(405, Json.write(new NotUpdated("Item could not be updated", errors)));
    }

    private static Response described(int status, String message, String description) {
        return Response.json(status, Json.write(new Described(message, description)));
    }

    /** The parameters of {@code nueva_entrada_api} are no entry (K13). */
    static Response refused(EntryIntake.Refusal refusal) {
        return switch (refusal) {
            case ABSENT -> message(403, "Parameter 'entry_order' must be present");
            case BLANK -> message(402, "entry_order is null");
            case NO_HASH -> message(404, "entry_order is null or invalid, must be a hash");
            case BLANK_SKU -> message(401, "SKU value can't be blank");
            case BAD_TEXT -> invalidParameters();
        };
    }

    /** The entry was not announced (K13). */
    static Response refused(AnnouncementRejection rejection) {
        return switch (rejection) {
            case AnnouncementRejection.InvalidLines(List<String> skus) ->
                Response.json(
                        401,
                        Json.write(new InvalidEntryLines(
                                "The following items were not found or their inventory is less than or equal to zero",
                                skus)));
        };
    }

    static Response entryNotFound() {
        return message(400, "Entrada no encontrada");
    }

    static Response returnNotFound() {
        return message(400, "Devolución no encontrada no encontrada");
    }

    /** {@code crear} without an address or a type, or with one that is no text. The parenthesis stays open. */
    static Response webhookIncomplete() {
        return message(404, "Parametros incompletos (url y tipo deben estar presentes");
    }

    static Response webhookTypeUnknown(String word) {
        return message(404, "Webhook " + word + " desconocido/invalido");
    }

    /** The subscription was not made (K23). */
    static Response refused(WebhookRejection rejection) {
        return switch (rejection) {
            case WebhookRejection.TypeTaken(WebhookType type) ->
                message(404, "Ya existe un Webhook para " + WebhookJson.word(type));
            case WebhookRejection.UnusableUrl(UrlFault fault) -> webhookFailed(sentence(fault));
            case WebhookRejection.TooMany(int most) ->
                webhookFailed("No puede tener más de " + most + " webhooks; elimine los que no use");
        };
    }

    private static Response webhookFailed(String sentence) {
        return Response.json(404, Json.write(new WebhookFailed("Error al crear Webhook", sentence)));
    }

    private static String sentence(UrlFault fault) {
        return switch (fault) {
            case TOO_LONG -> "La url no puede tener más de 2048 caracteres";
            case MALFORMED -> "La url no es válida";
            case SCHEME -> "La url debe ser http o https";
            case CREDENTIALS -> "La url no puede llevar usuario ni contraseña";
            case PRIVATE -> "La url debe llevar a una dirección pública";
        };
    }

    /** {@code eliminar} without an id, or with one that is no integer. */
    static Response webhookIdMissing() {
        return message(404, "Parametro webhook_id no esta presente o esta en un formato invalido");
    }

    static Response webhookNotFound(long id) {
        return message(404, "Webhook " + id + " no encontrado");
    }

    private static List<String> fields(List<FieldFault> faults) {
        return faults.stream().map(FieldFault::field).toList();
    }

    private static List<String> sentences(List<FieldFault> faults) {
        return faults.stream().map(FieldFault::sentence).toList();
    }

    @Override
    public Response notFound(Request request) {
        return message(404, "Not Found");
    }

    @Override
    public Response methodNotAllowed(Request request) {
        return message(405, "Method Not Allowed");
    }

    @Override
    public Response badRequest(Request request) {
        return invalidParameters();
    }

    @Override
    public Response bodyTooLarge(Request request) {
        return message(413, "Invalid parameters");
    }

    @Override
    public Response uriTooLong(Request request) {
        return message(414, "Invalid parameters");
    }

    @Override
    public Response fault(Request request) {
        return Response.json(500, Json.write(new Fault("Internal Server Error", request.id())));
    }

    @Override
    public Response malformedKey(Request request) {
        return invalidParameters();
    }

    @Override
    public Response stillRunning(Request request) {
        return message(409, "A request with this Idempotency-Key is still running")
                .withHeader("Retry-After", "1");
    }

    @Override
    public Response usedDifferently(Request request) {
        return message(422, "This Idempotency-Key was used for a different request");
    }
}
