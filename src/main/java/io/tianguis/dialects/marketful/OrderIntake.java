package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.OrderIntake.Refusal.Incomplete;
import io.tianguis.dialects.marketful.OrderIntake.Refusal.InvalidFields;
import io.tianguis.dialects.marketful.OrderIntake.Refusal.InvalidLines;
import io.tianguis.dialects.marketful.OrderIntake.Refusal.NotAnOrder;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.stock.ReservationLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the order of {@code multicanal_api}: the checks of K6 that need nothing but the call itself, in K6's order. */
final class OrderIntake {

    private static final String NO_LINES = "La orden debe tener al menos un artículo";
    private static final String NO_SKU = "El SKU del artículo no puede estar en blanco";
    private static final String WRONG_UNITS =
            "La cantidad debe ser un entero mayor a cero y de a lo más " + ReservationLine.MAX_UNITS;

    /**
     * An order without fault of its own.
     *
     * @param sentId the {@code orden_id} in the type in which it was sent, as 410 returns it
     */
    record NewOrder(CreateOrder order, Object sentId) {}

    /** Why the parameters are no order, in the order of the checks. */
    sealed interface Refusal {

        /** {@code order} is absent, not an object, or empty. */
        record NotAnOrder() implements Refusal {}

        /** {@code contact_info} or {@code items} is absent or of the wrong kind. */
        record Incomplete() implements Refusal {}

        /** Fields of {@code contact_info}, all that are at fault. */
        record InvalidFields(List<FieldFault> faults) implements Refusal {}

        /** There is no line, or lines have no SKU or no positive integer of units. */
        record InvalidLines(List<FieldFault> faults) implements Refusal {}
    }

    private OrderIntake() {}

    /** @param actor the user who sends it */
    static Outcome<NewOrder, Refusal> read(Parameters parameters, String actor) {
        Optional<Parameters> order = parameters.object("order").filter(object -> !object.isEmpty());
        if (order.isEmpty()) {
            return Outcome.rejected(new NotAnOrder());
        }
        Optional<Parameters> contactInfo = order.get().object("contact_info");
        Optional<List<Parameter>> items = order.get().items("items");
        if (contactInfo.isEmpty() || items.isEmpty()) {
            return Outcome.rejected(new Incomplete());
        }
        ContactInfo contact = ContactInfo.read(contactInfo.get());
        if (!contact.faults().isEmpty()) {
            return Outcome.rejected(new InvalidFields(contact.faults()));
        }
        List<FieldFault> faults = new ArrayList<>();
        List<Line> lines = lines(items.get(), faults);
        if (!faults.isEmpty()) {
            return Outcome.rejected(new InvalidLines(faults));
        }
        return Outcome.ok(new NewOrder(contact.order(lines, actor), contact.sentId()));
    }

    private static List<Line> lines(List<Parameter> items, List<FieldFault> faults) {
        if (items.isEmpty()) {
            faults.add(new FieldFault("items", NO_LINES));
        }
        List<Line> lines = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Parameters item = items.get(index).object().orElse(Parameters.NONE);
            Optional<String> sku = item.text("sku").filter(text -> !text.isBlank());
            if (sku.isEmpty()) {
                faults.add(FieldFault.ofSku(index, NO_SKU));
            }
            Optional<Long> units =
                    item.integer("cantidad").filter(count -> count > 0 && count <= ReservationLine.MAX_UNITS);
            if (units.isEmpty()) {
                faults.add(FieldFault.ofUnits(index, WRONG_UNITS));
            }
            lines.add(new Line(sku.orElse(""), units.orElse(0L)));
        }
        return lines;
    }
}
