package io.tianguis.dialects.mercadoshops;

import io.tianguis.questions.Question;
import io.tianguis.shops.Shop;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the questions of one answer are about, looked up together. */
final class Publications {

    private final Shop shop;
    private final Links links;
    private final Map<Long, StockedProduct> products;

    private Publications(Shop shop, Links links, Map<Long, StockedProduct> products) {
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
                stock.listProducts(shop.id(), productIds).stream()
                        .collect(Collectors.toMap(product -> product.product().productId(), Function.identity())));
    }

    /** Nothing for a question from the contact page. */
    Optional<Publication> of(Question question) {
        return question.thread()
                .listing()
                .map(listing -> publication(listing, question.productId().map(products::get)));
    }

    private Publication publication(String id, Optional<StockedProduct> found) {
        if (found.isEmpty()) {
            return new Publication(id, null, null, null, null, shop.currency(), null);
        }
        StockedProduct listing = found.get();
        OptionalLong lowest = listing.variants().stream()
                .mapToLong(StockedVariant::priceCents)
                .min();
        return new Publication(
                id,
                listing.product().title(),
                links.product(shop, listing.product()),
                listing.pictures().stream().findFirst().orElse(null),
                listing.available(),
                shop.currency(),
                lowest.isPresent() ? MercadoShopsFormats.inUnits(lowest.getAsLong()) : null);
    }
}
