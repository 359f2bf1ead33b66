package io.tianguis.dialects.mercadoshops;

import io.tianguis.questions.Question;
import io.tianguis.shops.Shop;
import io.tianguis.stock.ProductSummary;
import io.tianguis.stock.Stock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the questions of one answer are about, looked up together. */
final class Publications {

    private final Shop shop;
    private final Links links;
    private final Map<Long, ProductSummary> products;

    private Publications(Shop shop, Links links, Map<Long, ProductSummary> products) {
        this.shop = shop;
        this.links = links;
        this.products = products;
    }

    static Publications of(Shop shop, List<Question> questions, Stock stock, Links links) {
        List<Long> productIds = questions.stream()
                .flatMap(question -> question.productId().stream())
                .distinct()
                .toList();
        return new Publications(
                shop,
                links,
                stock.summarize(shop.id(), productIds).stream()
                        .collect(Collectors.toMap(ProductSummary::productId, Function.identity())));
    }

    /** Nothing for a question from the contact page. */
    Optional<Publication> of(Question question) {
        return question.thread()
                .listing()
                .map(listing -> publication(listing, question.productId().map(products::get)));
    }

    private Publication publication(String id, Optional<ProductSummary> found) {
        if (found.isEmpty()) {
            return new Publication(id, null, null, null, null, shop.currency(), null);
        }
        ProductSummary listing = found.get();
        return new Publication(
                id,
                listing.title(),
                links.product(shop, listing),
                listing.picture(),
                listing.available(),
                shop.currency(),
                listing.lowestPriceCents() == null ? null : MercadoShopsFormats.inUnits(listing.lowestPriceCents()));
    }
}
