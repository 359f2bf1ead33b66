package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.orders.Purchase;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cart at the prices and with the stock of this moment.
 *
 * @param cart without the lines that are not offered any more
 * @param withdrawn how many of these there were
 */
record PricedCart(Cart cart, List<Line> lines, int withdrawn) {

    /** @param most how many units can be bought now */
    record Line(Stock.Offered offered, long units, int most) {

        long amountCents() {
            return Math.multiplyExact(units, offered.variant().priceCents());
        }

        boolean isShort() {
            return units > most;
        }
    }

    /**
     * A line for people.
     *
     * @param option the variant's option values, empty for a product's only variant
     * @param trouble why it cannot be bought like this, empty when it can
     */
    record Shown(
            long variantId,
            String title,
            String option,
            Face face,
            String path,
            String unitPrice,
            String amount,
            long units,
            String trouble) {}

    static PricedCart of(Visit visit, Cart cart, Stock stock) {
        List<Long> variantIds =
                cart.lines().stream().map(Purchase.Line::variantId).toList();
        Map<Long, Stock.Offered> offered = stock.listOffered(visit.shopId(), variantIds).stream()
                .collect(Collectors.toMap(each -> each.variant().variantId(), Function.identity()));
        List<Line> lines = new ArrayList<>();
        for (Purchase.Line line : cart.lines()) {
            Optional.ofNullable(offered.get(line.variantId()))
                    .ifPresent(found -> lines.add(new Line(found, line.units(), Offers.most(found.variant()))));
        }
        Cart left = cart.only(line -> offered.containsKey(line.variantId()));
        return new PricedCart(left, lines, cart.lines().size() - lines.size());
    }

    /** What the products cost. */
    long totalCents() {
        return lines.stream().mapToLong(Line::amountCents).reduce(0, Math::addExact);
    }

    /** Whether more is wanted of something than there is. */
    boolean isShort() {
        return lines.stream().anyMatch(Line::isShort);
    }

    /** Whether all of it can be bought now. */
    boolean isReady() {
        return !lines.isEmpty() && !isShort();
    }

    /** The cart with no more units than there are. */
    Cart fitting() {
        Cart fitting = cart;
        for (Line line : lines) {
            fitting = fitting.having(line.offered().variant().variantId(), Math.min(line.units(), line.most()));
        }
        return fitting;
    }

    /** @param pictures where the lines' faces come from */
    List<Shown> shown(Front front, Pictures pictures) {
        List<Face> faces = pictures.faces(
                front.shop().id(), lines.stream().map(Line::offered).toList());
        List<Shown> shown = new ArrayList<>();
        for (Line line : lines) {
            shown.add(shown(front, line, faces.get(shown.size())));
        }
        return shown;
    }

    private static Shown shown(Front front, Line line, Face face) {
        StockedVariant variant = line.offered().variant();
        return new Shown(
                variant.variantId(),
                variant.title(),
                variant.optionValueWebIds().isEmpty() ? "" : variant.name(),
                face,
                SitePaths.product(front.shop().id(), line.offered().product()),
                front.prices().of(variant.priceCents()),
                front.prices().of(line.amountCents()),
                line.units(),
                trouble(line));
    }

    private static String trouble(Line line) {
        if (!line.isShort()) {
            return "";
        }
        return switch (line.most()) {
            case 0 -> "Se agotó";
            case 1 -> "Solo queda 1";
            default -> "Solo quedan " + line.most();
        };
    }
}
