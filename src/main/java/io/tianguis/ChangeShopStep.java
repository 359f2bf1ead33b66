package io.tianguis;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Money;
import io.tianguis.shops.CheckoutTermsChange;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopChange;
import io.tianguis.shops.ShopChangeRejection;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis shop change}. */
@Command(
        name = "change",
        description = {
            "Changes what the options name of a shop's profile, and prints all of it as one JSON object.",
            "Works beside a running server, which sees the change within a minute, or without one."
        },
        mixinStandardHelpOptions = true)
final class ChangeShopStep extends ShopStep {

    @Option(names = "--name", paramLabel = "NAME", description = "What the shop is called.")
    private @Nullable String name;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Where the shop is reached.")
    private @Nullable String email;

    @Option(names = "--status", paramLabel = "STATUS", description = "active or close.")
    private @Nullable String status;

    @Option(names = "--locale", paramLabel = "LOCALE", description = "Language and country, such as es_MX.")
    private @Nullable String locale;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Such as professional or professional_plus.")
    private @Nullable String plan;

    @Option(names = "--logo-url", paramLabel = "URL", description = "Where the logo is; empty for none.")
    private @Nullable String logoUrl;

    @Option(names = "--state", paramLabel = "CODE", description = "The state, such as MX-AGU; empty for none.")
    private @Nullable String state;

    @Option(names = "--city", paramLabel = "CITY", description = "The city; empty for none.")
    private @Nullable String city;

    @Option(names = "--zip", paramLabel = "ZIP", description = "The postal code; empty for none.")
    private @Nullable String zip;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Street and number; empty for none.")
    private @Nullable String address;

    @Option(names = "--phone", paramLabel = "PHONE", description = "The telephone; empty for none.")
    private @Nullable String phone;

    @Option(
            names = "--shipping-to-be-agreed",
            paramLabel = "BOOL",
            arity = "1",
            description = "Whether its site sells with a shipment to be agreed on after the order.")
    private @Nullable Boolean shippingToBeAgreed;

    @Option(
            names = "--flat-shipping",
            paramLabel = "PRICE",
            description = "What any shipment of its site costs, such as 99.50; empty for no such price.")
    private @Nullable String flatShipping;

    @Option(
            names = "--payment-to-be-agreed",
            paramLabel = "BOOL",
            arity = "1",
            description = "Whether its site sells with a payment to be agreed on after the order.")
    private @Nullable Boolean paymentToBeAgreed;

    @Option(
            names = "--bank-transfer",
            paramLabel = "TEXT",
            description = "Where buyers of its site transfer money to, as they read it; empty when they cannot.")
    private @Nullable String bankTransfer;

    @Option(
            names = "--cash-on-delivery",
            paramLabel = "BOOL",
            arity = "1",
            description = "Whether buyers of its site can pay on delivery.")
    private @Nullable Boolean cashOnDelivery;

    @Override
    Object take(Backend backend, Shop shop) {
        ShopChange change = new ShopChange(
                Optional.ofNullable(name),
                Optional.ofNullable(email),
                Optional.ofNullable(status),
                Optional.ofNullable(locale),
                Optional.ofNullable(plan),
                emptied(logoUrl),
                emptied(state),
                emptied(city),
                emptied(zip),
                emptied(address),
                emptied(phone),
                new CheckoutTermsChange(
                        Optional.ofNullable(shippingToBeAgreed),
                        flatShippingCents(),
                        Optional.ofNullable(paymentToBeAgreed),
                        emptied(bankTransfer),
                        Optional.ofNullable(cashOnDelivery)));
        Shop changed = backend.shops().change(shop.id(), change).fold(profile -> profile, rejection -> {
            throw new CommandRefused(explained(rejection));
        });
        return ShopProfile.of(changed, backend.shops().checkoutTerms(shop.id()));
    }

    private Change<Long> flatShippingCents() {
        if (flatShipping == null || flatShipping.isEmpty()) {
            return flatShipping == null ? Change.none() : Change.to(null);
        }
        try {
            return Change.to(Money.cents(new BigDecimal(flatShipping)));
        } catch (ArithmeticException | NumberFormatException notAPrice) {
            throw new CommandRefused("\"" + flatShipping + "\" is not a price: write it like 99.50.");
        }
    }

    private static Change<String> emptied(@Nullable String said) {
        if (said == null) {
            return Change.none();
        }
        return Change.to(said.isEmpty() ? null : said);
    }

    private static String explained(ShopChangeRejection rejection) {
        return switch (rejection) {
            case ShopChangeRejection.Unusable(ShopChangeRejection.Field field, String value) ->
                "A shop cannot have \"" + value + "\" as its "
                        + field.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ": `tianguis shop change --help` tells what it can have.";
            case ShopChangeRejection.UnknownShop(long shopId) -> "There is no shop " + shopId + ".";
            case ShopChangeRejection.NoShipping _ ->
                "Its site needs a way of shipping: --shipping-to-be-agreed true, or a price with --flat-shipping.";
            case ShopChangeRejection.NoPayment _ ->
                "Its site needs a way of paying: --payment-to-be-agreed true, --cash-on-delivery true, or a text with "
                        + "--bank-transfer.";
        };
    }
}
