package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.Product;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.shops.Shop;
import java.util.function.Supplier;

/** The addresses of the shop's pages: its storefront, the page of a product, and the back office. */
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
        String slug = product.slug();
        return storefront(shop) + "/p/" + (slug.isEmpty() ? "" : slug + "-") + product.productId();
    }

    String backOffice() {
        return address.get().at("/admin");
    }
}
