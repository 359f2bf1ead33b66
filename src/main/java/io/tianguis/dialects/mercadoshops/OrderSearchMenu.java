package io.tianguis.dialects.mercadoshops;

import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.word;

import io.tianguis.dialects.mercadoshops.SearchMenu.Filter;
import io.tianguis.dialects.mercadoshops.SearchMenu.Order;
import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.dialects.mercadoshops.SearchMenu.Value;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.ContactStatus;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderCounts;
import io.tianguis.orders.OrderCriterion;
import io.tianguis.orders.OrderSorting;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What orders can be sorted and narrowed by, to the letter of the source, its slips included (S16): {@code name_desc} is named
 * like {@code name_asc} and shipping's {@code delivered} like {@code in_progress}. The rows that sum up are filters as well,
 * whose one value has their own id. Channels of the shop that are neither of the source's two follow these.
 */
final class OrderSearchMenu {

    private static final Order NEWEST_FIRST = new Order("creation_date_desc", "Order by creation date descending");
    private static final Order LAST_CHANGED_FIRST =
            new Order("total_last_updated_desc", "Order by total last updated descending");

    private static final List<Order> ORDERS = List.of(
            new Order("creation_date_asc", "Order by creation date ascending"),
            NEWEST_FIRST,
            new Order("client_id_asc", "Order by client id ascending"),
            new Order("client_id_desc", "Order by client id descending"),
            new Order("name_asc", "Order by client name ascending"),
            new Order("name_desc", "Order by client name ascending"),
            new Order("total_last_updated_asc", "Order by total last updated ascending"),
            LAST_CHANGED_FIRST);

    /** As the source prints it in its table, once (S10). */
    private static final Order MISPRINT = new Order("total_last_updated_sasc", LAST_CHANGED_FIRST.name());

    private record Choice(Value value, OrderCriterion criterion) {

        static Choice of(String id, String name, OrderCriterion criterion) {
            return new Choice(new Value(id, name), criterion);
        }
    }

    private record Menu(String id, String name, List<Choice> choices) {

        static Menu summary(String id, String name, OrderCriterion criterion) {
            return new Menu(id, name, List.of(Choice.of(id, name, criterion)));
        }

        static Menu yesOrNo(
                String id, String name, String yes, String no, Function<Boolean, OrderCriterion> criterion) {
            return new Menu(
                    id,
                    name,
                    List.of(
                            Choice.of("true", yes, criterion.apply(true)),
                            Choice.of("false", no, criterion.apply(false))));
        }

        Filter filter() {
            return new Filter(id, name, choices.stream().map(Choice::value).toList());
        }
    }

    private static final List<Menu> BEFORE_CHANNELS = List.of(
            new Menu(
                    "status",
                    "Status",
                    List.of(
                            Choice.of("new", "New orders", OrderCriterion.contact(ContactStatus.NEW)),
                            Choice.of(
                                    "first_contact",
                                    "Orders with first contact made",
                                    OrderCriterion.contact(ContactStatus.FIRST_CONTACT)),
                            Choice.of(
                                    "confirmed_data",
                                    "Orders with confirmed data",
                                    OrderCriterion.contact(ContactStatus.CONFIRMED_DATA)))),
            Menu.yesOrNo(
                    "processed", "Processed", "Processed orders", "Not processed orders", OrderCriterion::processed),
            Menu.yesOrNo("paid", "Paid", "Paid orders", "Not paid orders", OrderCriterion::paid),
            Menu.yesOrNo(
                    "delivered", "Delivered", "Delivered orders", "Not delivered orders", OrderCriterion::delivered),
            Menu.yesOrNo("closed", "Closed", "Closed orders", "Not closed orders", OrderCriterion::closed));

    private static final List<Menu> AFTER_CHANNELS = List.of(
            Menu.yesOrNo(
                    "buyer_feedback",
                    "Buyer_feedback",
                    "Buyer feedback completed",
                    "Buyer feedback not completed",
                    OrderCriterion::buyerFeedback),
            Menu.yesOrNo(
                    "seller_feedback",
                    "Seller_feedback",
                    "Seller feedback completed",
                    "Seller feedback not completed",
                    OrderCriterion::sellerFeedback),
            Menu.yesOrNo(
                    "feedback",
                    "Feedback (buyer + seller)",
                    "Seller and buyer feedback completed",
                    "Seller and buyer feedback not completed",
                    OrderCriterion::feedback),
            new Menu(
                    "shipping",
                    "Shipping status",
                    List.of(
                            shipping(ShipmentStatus.PENDING, "Pending"),
                            shipping(ShipmentStatus.PICKUP, "Pickup"),
                            shipping(ShipmentStatus.ON_ROUTE, "On_route"),
                            shipping(ShipmentStatus.PRINT_TAG, "Print_tag"),
                            shipping(ShipmentStatus.TO_BE_AGREED, "To be agreed"),
                            shipping(ShipmentStatus.IN_PROGRESS, "In progress"),
                            shipping(ShipmentStatus.DELIVERED, "In progress"))),
            Menu.summary("pending_process", "Not processed orders", OrderCriterion.pendingProcess()),
            Menu.summary("pending_shipment", "Not shipped orders", OrderCriterion.pendingShipment()),
            Menu.summary("pending_feedback", "Pending feedback orders", OrderCriterion.pendingFeedback()),
            Menu.summary("closed_orders", "Closed orders", OrderCriterion.closed(true)));

    private final List<Menu> menus;
    private final SearchMenu shown;
    private final SearchMenu read;

    private OrderSearchMenu(List<Menu> menus) {
        this.menus = menus;
        List<Filter> filters = menus.stream().map(Menu::filter).toList();
        List<Order> readable = new ArrayList<>(ORDERS);
        readable.add(MISPRINT);
        this.shown = new SearchMenu(ORDERS, NEWEST_FIRST, filters, List.of());
        this.read = new SearchMenu(readable, NEWEST_FIRST, filters, List.of());
    }

    /** @param channelKeys of the shop's channels that have orders */
    static OrderSearchMenu of(Set<String> channelKeys) {
        List<Menu> menus = new ArrayList<>(BEFORE_CHANNELS);
        menus.add(new Menu("channel", "Channel", channels(channelKeys)));
        menus.addAll(AFTER_CHANNELS);
        return new OrderSearchMenu(menus);
    }

    private static Choice shipping(ShipmentStatus status, String name) {
        return Choice.of(word(status), name, OrderCriterion.shipment(status));
    }

    private static List<Choice> channels(Set<String> keys) {
        Map<String, Set<String>> byWord = new TreeMap<>();
        keys.forEach(key -> byWord.computeIfAbsent(SalesChannels.word(key), word -> new TreeSet<>())
                .add(key));
        List<Choice> choices = new ArrayList<>();
        for (String known : List.of("meli", "mshops")) {
            choices.add(channel(known, byWord.getOrDefault(known, Set.of())));
            byWord.remove(known);
        }
        byWord.forEach((word, ofWord) -> choices.add(channel(word, ofWord)));
        return choices;
    }

    private static Choice channel(String word, Set<String> keys) {
        String name = word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
        return Choice.of(word, name + " orders", OrderCriterion.channels(keys));
    }

    /** What answers show as available. */
    SearchMenu shown() {
        return shown;
    }

    Outcome<Search, Response> read(Request request) {
        return switch (read.read(request)) {
            case Outcome.Rejected<Search, Response> refused -> refused;
            case Outcome.Ok<Search, Response>(Search search) -> Outcome.ok(meant(search));
        };
    }

    private static Search meant(Search search) {
        return search.order().equals(MISPRINT)
                ? new Search(search.query(), search.offset(), search.limit(), LAST_CHANGED_FIRST, search.filters())
                : search;
    }

    /** What a search asks for, by the filters' ids. */
    Map<String, OrderCriterion> criteria(Search search) {
        Map<String, OrderCriterion> criteria = new LinkedHashMap<>();
        for (Menu menu : menus) {
            for (Choice choice : menu.choices()) {
                if (choice.value().id().equals(search.filters().get(menu.id()))) {
                    criteria.put(menu.id(), choice.criterion());
                }
            }
        }
        return criteria;
    }

    /** How many orders each value would leave, the other filters in force. */
    Map<String, Map<String, Long>> facets(OrderCounts counts, Map<String, OrderCriterion> criteria) {
        OrderCounts found = counts.narrowed(criteria.values());
        Map<String, Map<String, Long>> facets = new HashMap<>();
        for (Menu menu : menus) {
            OrderCounts left = criteria.containsKey(menu.id()) ? withoutOwn(menu, counts, criteria) : found;
            Map<String, Long> values = new HashMap<>();
            for (Choice choice : menu.choices()) {
                values.put(choice.value().id(), left.matching(choice.criterion()));
            }
            facets.put(menu.id(), values);
        }
        return facets;
    }

    private static OrderCounts withoutOwn(Menu menu, OrderCounts counts, Map<String, OrderCriterion> criteria) {
        Map<String, OrderCriterion> others = new HashMap<>(criteria);
        others.remove(menu.id());
        return counts.narrowed(others.values());
    }

    static OrderSorting sorting(Order order) {
        return new OrderSorting(
                switch (order.id().replaceFirst("_(asc|desc)$", "")) {
                    case "creation_date" -> OrderSorting.By.CREATION;
                    case "client_id" -> OrderSorting.By.CUSTOMER;
                    case "name" -> OrderSorting.By.BUYER_NAME;
                    case "total_last_updated" -> OrderSorting.By.LAST_CHANGE;
                    default -> throw new IllegalArgumentException("not an order of orders: " + order.id());
                },
                order.id().endsWith("_asc"));
    }
}
