package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.Product;
import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.shops.Shop;
import io.tianguis.stock.ProductSummary;
import java.util.function.Supplier;

/** The addresses of the shop's pages: its storefront, the pages of products and categories, and the back office. */
final class Links {

    private final Supplier<PublicAddress> address;

    Links(Supplier<PublicAddress> address) {
        this.address = address;
    }

    String storefront(Shop shop) {
        return address.get().at(SitePaths.home(shop.id()));
    }

    String product(Shop shop, Product product) {
        return address.get().at(SitePaths.product(shop.id(), product));
    }

    String product(Shop shop, ProductSummary product) {
        return address.get().at(SitePaths.product(shop.id(), product.title(), product.productId()));
    }

    String category(Shop shop, Category category) {
        return address.get().at(SitePaths.category(shop.id(), category));
    }

    String backOffice() {
        return address.get().at("/admin");
    }
}
