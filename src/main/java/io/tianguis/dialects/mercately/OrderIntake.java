package io.tianguis.dialects.mercately;

import io.tianguis.catalog.VariantChange;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.PointOfSaleOrder;
import io.tianguis.orders.PointOfSaleOrder.Line;
import io.tianguis.orders.PointOfSaleOrder.State;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.shops.Shop;
import io.tianguis.stock.ReservationLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an order of a point of sale (C22), field by field in the order of the decision, so that every fault is told at once.
 * A field that is null, an empty text or blank counts as not sent.
 */
final class OrderIntake {

    /** Where an order was sold that says nothing of it. */
    private static final String USUAL_CHANNEL = "pos";

    /** Kept with the movements that this dialect makes. */
    private static final String ACTOR = "mercately";

    private static final int MAX_TEXT_LENGTH = 255;
    private static final int MAX_CHANNEL_LENGTH = 120;
    private static final int MAX_NOTES_LENGTH = 5_000;
    private static final BigDecimal MAX_PRICE = Money.units(VariantChange.MAX_PRICE_CENTS);

    private final Shop shop;
    private final List<String> faults = new ArrayList<>();

    private OrderIntake(Shop shop) {
        this.shop = shop;
    }

    /** The order, or a sentence for each field that cannot be taken. */
    static Outcome<PointOfSaleOrder, List<String>> read(Parameters order, Shop shop) {
        return new OrderIntake(shop).read(order);
    }

    /** How messages name a line, which people count from 1. */
    static String line(int index) {
        return "Producto " + (index + 1);
    }

    private Outcome<PointOfSaleOrder, List<String>> read(Parameters order) {
        String channel = text(order, "sales_channel", "El canal de venta", MAX_CHANNEL_LENGTH)
                .orElse(USUAL_CHANNEL);
        Optional<String> notes = text(order, "notes", "El texto de las notas", MAX_NOTES_LENGTH);
        Optional<String> address = text(order, "address", "El domicilio", MAX_TEXT_LENGTH);
        Optional<String> city = text(order, "city", "El nombre de la ciudad", MAX_TEXT_LENGTH);
        Optional<String> state = text(order, "state", "El estado de la dirección", MAX_TEXT_LENGTH);
        Optional<String> zipCode = text(order, "zip_code", "El código postal", MAX_TEXT_LENGTH);
        boolean pickup = word(
                        order,
                        "delivery_method",
                        OrderIntake::pickup,
                        "El método de entrega debe ser send_order o store_pickup")
                .orElse(false);
        State status = word(order, "status", OrderIntake::status, "El estado debe ser pending, success o canceled")
                .orElse(State.PENDING);
        long shipping = price(order, "shipping_value", "El valor del envío").orElse(0L);
        Person buyer = buyer(order);
        List<Line> lines = lines(order);
        if (!faults.isEmpty()) {
            return Outcome.rejected(List.copyOf(faults));
        }
        return Outcome.ok(new PointOfSaleOrder(
                channel,
                status,
                buyer,
                new ShipTo(
                        name(buyer),
                        buyer.phone(),
                        buyer.email(),
                        address.orElse(null),
                        null,
                        null,
                        null,
                        city.orElse(null),
                        state.orElse(null),
                        zipCode.orElse(null),
                        shop.country()),
                pickup,
                shipping,
                notes,
                lines,
                ACTOR));
    }

    private Person buyer(Parameters order) {
        Parameters customer = order.object("customer_attributes").orElse(Parameters.NONE);
        int faultsBefore = faults.size();
        Optional<String> firstName = text(customer, "first_name", "El nombre del cliente", MAX_TEXT_LENGTH);
        Optional<String> lastName = text(customer, "last_name", "El apellido del cliente", MAX_TEXT_LENGTH);
        Optional<String> email = text(customer, "email", "El correo electrónico del cliente", MAX_TEXT_LENGTH);
        Optional<String> phone = text(customer, "phone", "El teléfono del cliente", MAX_TEXT_LENGTH);
        if (email.isPresent() && Identity.email(email.get()).isEmpty()) {
            faults.add("El correo electrónico del cliente no es válido");
        }
        if (phone.isPresent() && Identity.phone(phone.get(), shop.country()).isEmpty()) {
            faults.add("El teléfono del cliente no es válido");
        }
        boolean isKnown = Stream.of(firstName, email, phone).anyMatch(Optional::isPresent);
        if (!isKnown && faults.size() == faultsBefore) {
            faults.add("El cliente debe tener nombre, correo electrónico o teléfono");
        }
        return new Person(firstName.orElse(null), lastName.orElse(null), phone.orElse(null), email.orElse(null));
    }

    private static @Nullable String name(Person buyer) {
        String name = Stream.of(buyer.firstName(), buyer.lastName())
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private List<Line> lines(Parameters order) {
        List<Parameter> items = items(order);
        if (items.isEmpty()) {
            faults.add("El pedido debe tener al menos un producto");
        }
        if (items.size() > PointOfSaleOrder.MAX_LINES) {
            faults.add("El pedido no puede tener más de " + PointOfSaleOrder.MAX_LINES + " productos");
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Parameters item = items.get(index).object().orElse(Parameters.NONE);
            Optional<String> product =
                    item.text("product_id").map(String::strip).filter(text -> !text.isEmpty());
            if (product.isEmpty()) {
                faults.add(line(index) + ": falta product_id");
            }
            Optional<Long> units =
                    item.integer("quantity").filter(count -> count > 0 && count <= ReservationLine.MAX_UNITS);
            if (units.isEmpty()) {
                faults.add(line(index) + ": la cantidad debe ser un entero mayor que cero y de a lo más "
                        + ReservationLine.MAX_UNITS);
            }
            Optional<Long> price = price(item, "unit_price", line(index) + ": el precio unitario");
            lines.add(new Line(product.orElse(""), units.orElse(1L), price));
        }
        return lines;
    }

    /** An array, or what Ruby's forms make of one: an object whose keys are numbers. */
    private static List<Parameter> items(Parameters order) {
        return order.items("order_items_attributes")
                .or(() -> order.object("order_items_attributes")
                        .map(numbered -> List.copyOf(numbered.values().values())))
                .orElse(List.of());
    }

    /** Cents; the sign is looked at before rounding, which would make nothing of a tenth of a cent. */
    private Optional<Long> price(Parameters fields, String key, String name) {
        if (fields.isBlank(key)) {
            return Optional.empty();
        }
        Optional<BigDecimal> units = fields.decimal(key);
        if (units.isEmpty()) {
            return fault(name + " debe ser un número");
        }
        if (units.get().signum() < 0) {
            return fault(name + " no puede ser negativo");
        }
        return units.get().compareTo(MAX_PRICE) > 0
                ? fault(name + " no puede ser mayor que " + MAX_PRICE.toPlainString())
                : Optional.of(Money.cents(units.get()));
    }

    private Optional<String> text(Parameters fields, String key, String name, int longest) {
        if (fields.isBlank(key)) {
            return Optional.empty();
        }
        Optional<String> text = fields.text(key).map(String::strip);
        if (text.isEmpty()) {
            return fault(name + " debe ser un texto");
        }
        if (text.get().length() > longest) {
            return fault(name + " no puede tener más de " + longest + " caracteres");
        }
        if (text.get().codePoints().anyMatch(OrderIntake::isHalfACharacter)) {
            return fault(name + " contiene caracteres no válidos");
        }
        return text.filter(said -> !said.isEmpty());
    }

    private <T> Optional<T> word(
            Parameters fields, String key, Function<String, Optional<T>> meaning, String otherwise) {
        if (fields.isBlank(key)) {
            return Optional.empty();
        }
        return fields.text(key).flatMap(meaning).or(() -> fault(otherwise));
    }

    private static Optional<Boolean> pickup(String word) {
        return switch (word) {
            case "send_order" -> Optional.of(false);
            case "store_pickup" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private static Optional<State> status(String word) {
        return switch (word) {
            case "pending" -> Optional.of(State.PENDING);
            case "success" -> Optional.of(State.SETTLED);
            case "canceled" -> Optional.of(State.CANCELED);
            default -> Optional.empty();
        };
    }

    private static boolean isHalfACharacter(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    private <T> Optional<T> fault(String sentence) {
        faults.add(sentence);
        return Optional.empty();
    }
}
