package io.tianguis.dialects.mercately;

import io.tianguis.kernel.Moments;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Header;
import io.tianguis.orders.PaymentStatus;
import io.tianguis.orders.Sale;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders as this dialect writes them (C22). */
final class OrderJson {

    /** An order's lines have numbers below it, so that each line of the shop has an id of its own. */
    private static final long LINES_OF_AN_ORDER = 10_000;

    private static final String NO_TAX = "0.0";
    private static final String NO_IMAGE = "";

    private OrderJson() {}

    /** The answer to an order that was taken. */
    record Created(String message, Shown order) {

        static Created of(Sale sale) {
            return new Created(
                    "Órden creada con éxito",
                    Shown.of(
                            sale.header(),
                            sale.note().orElse(null),
                            sale.items().stream()
                                    .map(item -> Item.of(item.line(), item.imageUrl()))
                                    .toList()));
        }
    }

    /** A page of orders. */
    record Listed(List<Shown> orders, long total_pages) {

        /** @param pictures of the lines' variants that have one */
        static Listed of(List<Order> orders, Map<Long, String> pictures, long totalPages) {
            return new Listed(
                    orders.stream().map(order -> Shown.of(order, pictures)).toList(), totalPages);
        }
    }

    /**
     * @param subtotal what the products cost after all discounts; with {@code tax_amount} and {@code shipping_value} it adds
     *     up to {@code total}
     * @param tax_amount prices contain the taxes, which nobody keeps an account of
     * @param notes line by line
     * @param archived nothing is
     */
    record Shown(
            String web_id,
            String status,
            String subtotal,
            String tax_amount,
            String total,
            String shipping_value,
            String sales_channel,
            @Nullable String notes,
            @Nullable String created_at,
            boolean archived,
            Customer customer,
            List<Item> order_items) {

        private static Shown of(Order order, Map<Long, String> pictures) {
            String notes = order.notes().stream().map(Order.Note::text).collect(Collectors.joining("\n"));
            return of(
                    order.header(),
                    notes.isEmpty() ? null : notes,
                    order.lines().stream()
                            .map(line -> Item.of(line, pictures.get(line.variantId())))
                            .toList());
        }

        private static Shown of(Header header, @Nullable String notes, List<Item> items) {
            return new Shown(
                    header.webId(),
                    status(header),
                    Formats.money(header.productsGrandTotalCents() - header.discountCents()),
                    NO_TAX,
                    Formats.money(header.grandTotalCents()),
                    Formats.money(header.shippingTotalCents()),
                    header.channelName(),
                    notes,
                    Moments.utc(header.createdAt()),
                    false,
                    Customer.of(header),
                    items);
        }

        private static String status(Header header) {
            if (header.fulfillmentStatus() == FulfillmentStatus.CANCELED) {
                return "canceled";
            }
            boolean settled = header.paymentStatus() == PaymentStatus.PAID && header.deliveredAt() != null;
            return settled ? "success" : "pending";
        }
    }

    /** The buyer as the shop knows them today. */
    record Customer(
            String id,
            @Nullable String first_name,
            @Nullable String last_name,
            @Nullable String email,
            @Nullable String phone) {

        private static Customer of(Header header) {
            return new Customer(
                    header.buyerPublicId(),
                    header.buyerFirstName(),
                    header.buyerLastName(),
                    header.buyerEmail(),
                    header.buyerPhone());
        }
    }

    record Item(
            long id,
            long quantity,
            String unit_price,
            String total,
            String title,
            @Nullable String sku,
            String image_url) {

        private static Item of(Order.Line line, @Nullable String imageUrl) {
            return new Item(
                    line.orderId() * LINES_OF_AN_ORDER + line.line() + 1,
                    line.units(),
                    Formats.money(line.unitPriceCents()),
                    Formats.money(line.amountCents()),
                    line.title(),
                    line.sku(),
                    imageUrl == null ? NO_IMAGE : imageUrl);
        }
    }
}
