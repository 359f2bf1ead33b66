package io.tianguis.storefront;

import io.tianguis.catalog.OptionValue;
import io.tianguis.catalog.Product;
import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.questions.Questions;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import io.tianguis.storefront.ProductPage.Answered;
import io.tianguis.storefront.ProductPage.Offer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of a product, and the questions that are asked on it. */
final class ProductHandler {

    private static final int DESCRIPTION_LENGTH = 160;

    private final Visits visits;
    private final Stock stock;
    private final Questions questions;
    private final Questioner questioner;
    private final Pictures pictures;
    private final Pages pages;

    ProductHandler(
            Visits visits, Stock stock, Questions questions, Questioner questioner, Pictures pictures, Pages pages) {
        this.visits = visits;
        this.stock = stock;
        this.questions = questions;
        this.questioner = questioner;
        this.pictures = pictures;
        this.pages = pages;
    }

    /**
     * {@code GET /tienda/{shop_id}/p/{product}}: what {@link Visits#answer} refuses, then 404 for a product that is not
     * offered, 301 for one that has another path now.
     */
    Response show(Request request) {
        return offered(request, (visit, product) -> {
            String path = SitePaths.product(visit.shopId(), product.product());
            if (!path.equals(request.path())) {
                return Pages.movedTo(path);
            }
            List<Picture> seen = gallery(visit, product);
            return pages.show(
                    visit,
                    "product",
                    head(visit, product).showing(seen.stream().findFirst()),
                    frame -> page(visit, frame, product, seen, MessageForm.EMPTY));
        });
    }

    /** {@code POST /tienda/{shop_id}/p/{product}/preguntas}: 404 as {@link #show}, then what {@link Questioner#take} answers. */
    Response ask(Request request) {
        return offered(
                request,
                (visit, product) -> questioner.take(
                        visit,
                        Optional.of(product.product().productId()),
                        form -> pages.show(
                                visit.front(),
                                422,
                                "product",
                                Head.passing(product.product().title()),
                                frame -> page(visit, frame, product, gallery(visit, product), form)),
                        () -> SitePaths.product(visit.shopId(), product.product()) + "?pregunta=recibida#preguntas"));
    }

    private Response offered(Request request, BiFunction<Visit, StockedProduct, Response> operation) {
        return visits.answer(request, visit -> {
            OptionalLong id = SitePaths.id(request.pathParameter("product"));
            Optional<StockedProduct> found = id.isPresent()
                    ? stock.findProduct(visit.shopId(), id.getAsLong()).filter(StockedProduct::isOffered)
                    : Optional.empty();
            return found.map(product -> operation.apply(visit, product)).orElseGet(() -> pages.productNotFound(visit));
        });
    }

    private static boolean isAsked(Visit visit) {
        return visit.request().queryParameter("pregunta").isPresent();
    }

    private static Head head(Visit visit, StockedProduct stocked) {
        Product product = stocked.product();
        String description = Texts.shortened(
                product.description() == null ? product.title() : product.description(), DESCRIPTION_LENGTH);
        Head head = Head.indexed(product.title(), description, SitePaths.product(visit.shopId(), product));
        return isAsked(visit) ? head.on(Event.CONTACT) : head;
    }

    private List<Picture> gallery(Visit visit, StockedProduct stocked) {
        return pictures.gallery(visit.shopId(), stocked, chosen(visit, stocked));
    }

    private ProductPage page(Visit visit, Frame frame, StockedProduct stocked, List<Picture> seen, MessageForm form) {
        Product product = stocked.product();
        Menu menu = visit.front().menu();
        LongSummaryStatistics prices = stocked.variants().stream()
                .mapToLong(StockedVariant::priceCents)
                .summaryStatistics();
        String path = SitePaths.product(visit.shopId(), product);
        return new ProductPage(
                frame,
                product.title(),
                Face.of(product, Optional.empty()),
                seen,
                Optional.ofNullable(product.categoryId())
                        .flatMap(menu::find)
                        .map(menu::way)
                        .orElse(List.of()),
                Texts.paragraphs(product.description()),
                visit.front().prices().of(prices.getMin()),
                prices.getMin() < prices.getMax(),
                offers(visit, stocked),
                path,
                StructuredProduct.of(
                        stocked,
                        visit.front().prices(),
                        pages.absolute(path),
                        seen.stream()
                                .map(picture -> pages.absolute(picture.src()))
                                .toList()),
                answered(visit, product.productId()),
                form,
                isAsked(visit));
    }

    private static List<Offer> offers(Visit visit, StockedProduct stocked) {
        Map<String, OptionValue> values =
                stocked.optionValues().stream().collect(Collectors.toMap(OptionValue::webId, Function.identity()));
        long chosen = chosen(visit, stocked);
        return stocked.variants().stream()
                .map(variant -> new Offer(
                        variant.variantId(),
                        variant.optionValueWebIds().stream()
                                .map(values::get)
                                .filter(Objects::nonNull)
                                .toList(),
                        visit.front().prices().of(variant.priceCents()),
                        Offers.stock(variant),
                        Offers.isPlentiful(variant),
                        Offers.most(variant),
                        variant.variantId() == chosen && Offers.isSold(variant)))
                .toList();
    }

    /** The id that the address says, else that of the first variant that can be bought. */
    private static long chosen(Visit visit, StockedProduct stocked) {
        return visit.request().queryParameter("variante").stream()
                .flatMapToLong(id -> SitePaths.id(id).stream())
                .findFirst()
                .orElseGet(() -> stocked.variants().stream()
                        .filter(Offers::isSold)
                        .mapToLong(StockedVariant::variantId)
                        .findFirst()
                        .orElse(0));
    }

    private List<Answered> answered(Visit visit, long productId) {
        DateTimeFormatter day = visit.front().day();
        return questions.answeredOf(visit.shopId(), productId).stream()
                .map(question -> new Answered(question.text(), question.answer(), day.format(question.answeredAt())))
                .toList();
    }
}
