package io.tianguis.demonstration;

import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.NewTrackingCode;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import io.tianguis.shops.TrackingCodes;
import java.util.List;

/** What other services gave the shop for its pages: comments, which send nobody's visit anywhere. */
final class Snippets {

    private static final List<NewTrackingCode> ALL = List.of(
            new NewTrackingCode(
                    "Visitas",
                    "<!-- visitas -->",
                    "{\"id\":\"UA-0000-1\"}",
                    Provider.GOOGLE_ANALYTICS,
                    Event.NAVIGATION,
                    true),
            new NewTrackingCode("Conversiones", "<!-- compra -->", "{}", Provider.FACEBOOK_ADS, Event.PURCHASE, true),
            new NewTrackingCode("Encuesta", "", "{}", Provider.EBIT_SURVEY, Event.PURCHASE, false));

    private Snippets() {}

    static void enter(Tx tx, TrackingCodes trackingCodes, ShopId shop) {
        for (NewTrackingCode snippet : ALL) {
            trackingCodes.add(tx, shop, snippet).fold(added -> added, rejection -> {
                throw new IllegalStateException("a tracking code was refused: " + rejection);
            });
        }
    }
}
