package io.tianguis.storefront;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Categories;
import io.tianguis.catalog.ImageCopies;
import io.tianguis.catalog.ProductImages;
import io.tianguis.catalog.SitePaths;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.Checkout;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.http.Surface;
import io.tianguis.questions.Questions;
import io.tianguis.shops.Shops;
import io.tianguis.shops.TrackingCodes;
import io.tianguis.stock.Products;
import io.tianguis.stock.Stock;
import java.util.Map;
import java.util.function.Supplier;

/** The table of contents of the shop's own site. */
public final class StorefrontRoutes {

    private static final String SHOP = SitePaths.ROOT + "/{shop_id}";

    private StorefrontRoutes() {}

    /** @param address what the links for search engines and other sites begin with */
    public static Surface surface(
            Shops shops,
            TrackingCodes trackingCodes,
            Catalog catalog,
            Categories categories,
            ProductImages productImages,
            ImageCopies imageCopies,
            Stock stock,
            Products products,
            Questions questions,
            Checkout checkout,
            Clock clock,
            Randomness randomness,
            Supplier<PublicAddress> address) {
        Assets assets = Assets.load();
        Pages pages = new Pages(assets, address);
        Fronts fronts = new Fronts(shops, trackingCodes, categories, clock);
        Visits visits = new Visits(fronts, pages);
        Forms forms = new Forms(new SameOrigin(address), pages);
        Questioner questioner = new Questioner(questions, forms, pages, clock);
        Pictures pictures = new Pictures(imageCopies);
        ImagesHandler images = new ImagesHandler(productImages);
        HomeHandler home = new HomeHandler(visits, products, pictures, pages);
        CategoryHandler category = new CategoryHandler(visits, categories, products, pictures, pages);
        SearchHandler search = new SearchHandler(visits, products, pictures, pages);
        ProductHandler product = new ProductHandler(visits, stock, questions, questioner, pictures, pages);
        ContactHandler contact = new ContactHandler(visits, questioner, pages);
        Carts carts = new Carts(pages, randomness);
        CartHandler cart = new CartHandler(visits, forms, stock, checkout, carts, pictures, pages);
        CheckoutHandler purchase =
                new CheckoutHandler(visits, forms, shops, stock, checkout, carts, pictures, cart, pages, clock);
        OrderHandler order = new OrderHandler(visits, shops, checkout, pages);
        SitemapHandler sitemap = new SitemapHandler(visits, catalog, pages);
        return Surface.named("storefront", new StorefrontErrorPages(pages))
                .owning(SitePaths.ROOT)
                .always(Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "strict-origin-when-cross-origin",
                        "Cross-Origin-Opener-Policy", "same-origin"))
                .get("/robots.txt", SitemapHandler::robots)
                .get(Assets.ROUTE, assets::show)
                .get(SHOP, home::show)
                .get(SHOP + "/c/{category}", category::show)
                .get(SHOP + "/buscar", search::show)
                .get(SHOP + "/p/{product}", product::show)
                .post(SHOP + "/p/{product}/preguntas", product::ask)
                .get(SHOP + "/imagenes/{file}", images::show)
                .get(SHOP + "/contacto", contact::show)
                .post(SHOP + "/contacto", contact::send)
                .get(SHOP + "/carrito", cart::show)
                .post(SHOP + "/carrito", cart::add)
                .post(SHOP + "/carrito/cambios", cart::change)
                .get(SHOP + "/compra", purchase::show)
                .post(SHOP + "/compra", purchase::place)
                .get(SHOP + "/compra/gracias/{secret}", order::thank)
                .get(SHOP + "/pedido/{secret}", order::show)
                .get(SHOP + "/sitemap.xml", sitemap::index)
                .get(SHOP + "/sitemap/{part}", sitemap::part)
                .get(SHOP + "/robots.txt", sitemap::robotsOfShop)
                .build();
    }
}
