package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.Product;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.shops.Shop;
import java.util.function.Supplier;

/** The addresses of the shop's pages: its storefront, the pages of products and categories, and the back office. */
final class Links {

    private final Supplier<PublicAddress> address;

    Links(Supplier<PublicAddress> address) {
        this.address = address;
    }

    String storefront(Shop shop) {
        return address.get().at("/tienda/" + shop.shopId());
    }

    /** The title is for people and search engines; the id alone names the product, so a link outlives a new title. */
    String product(Shop shop, Product product) {
        return page(shop, "p", product.slug(), product.productId());
    }

    /** Likewise. */
    String category(Shop shop, Category category) {
        return page(shop, "c", category.slug(), category.categoryId());
    }

    private String page(Shop shop, String kind, String slug, long id) {
        return storefront(shop) + "/" + kind + "/" + (slug.isEmpty() ? "" : slug + "-") + id;
    }

    String backOffice() {
        return address.get().at("/admin");
    }
}
