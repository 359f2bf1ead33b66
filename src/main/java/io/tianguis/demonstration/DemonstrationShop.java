package io.tianguis.demonstration;

import io.tianguis.kernel.Outcome;
import io.tianguis.shops.NewShop;
import io.tianguis.shops.NewShop.KnownSeller;
import io.tianguis.shops.ShopCreated;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.ShopRejection;
import io.tianguis.shops.Shops;
import java.util.Optional;

/** The shop that a new user finds, with the test credentials that the Marketful documents publish (K5). */
public final class DemonstrationShop {

    public static final ShopId ID = new ShopId(215);
    public static final String TOKEN = "2KENtOBfq1s";
    public static final String USER = "seller_de_prueba";

    private DemonstrationShop() {}

    /** Creates the shop; nothing when it is there already, be it by another process at this moment. */
    public static Optional<ShopCreated> create(Shops shops) {
        if (shops.find(ID).isPresent()) {
            return Optional.empty();
        }
        NewShop shop = new NewShop(
                "Tianguis de Prueba",
                "MX",
                "prueba@tianguis.example",
                "MX-AGU",
                "Aguascalientes",
                "20000",
                "Francisco I. Madero 34, Centro",
                "+524497893345",
                null,
                Optional.of(new KnownSeller(ID.value(), TOKEN, USER)));
        return switch (shops.create(shop)) {
            case Outcome.Ok<ShopCreated, ShopRejection>(ShopCreated created) -> Optional.of(created);
            case Outcome.Rejected<ShopCreated, ShopRejection>(ShopRejection rejection) ->
                switch (rejection) {
                    case ShopRejection.AlreadyThere _ -> Optional.empty();
                    case ShopRejection.InvalidName _, ShopRejection.UnknownCountry _, ShopRejection.UnknownTimeZone _ ->
                        throw new IllegalStateException("the demonstration shop was refused: " + rejection);
                };
        };
    }
}
