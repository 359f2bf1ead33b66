package io.tianguis.catalog;

import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives a locked product the options and option values that it lacks. */
final class OptionAdditions {

    private final Tx tx;
    private final ShopId shop;
    private final long productId;
    private final Supplier<String> webIds;

    /** The values of each option, by its name, in the order of the options. */
    private final Map<String, List<String>> known = new LinkedHashMap<>();

    OptionAdditions(Tx tx, ShopId shop, long productId, List<OptionValue> values, Supplier<String> webIds) {
        this.tx = tx;
        this.shop = shop;
        this.productId = productId;
        this.webIds = webIds;
        for (OptionValue value : values) {
            known.merge(value.optionName(), List.of(value.value()), OptionAdditions::joined);
        }
    }

    /** What was refused; the caller then rolls back. */
    Optional<CatalogRejection> add(List<NewOption> options) {
        for (NewOption option : options) {
            @Nullable List<String> values = known.get(option.name());
            Optional<CatalogRejection> refusal = values == null ? addOption(option) : addValues(option, values);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<CatalogRejection> addOption(NewOption option) {
        if (ProductsSql.countVariants(tx, shop, productId) > 0) {
            return Optional.of(new CatalogRejection.OptionsFixed(option.name()));
        }
        if (known.size() == NewProduct.MAX_OPTIONS) {
            return Optional.of(new CatalogRejection.TooManyOptions());
        }
        known.put(option.name(), option.values());
        Map<String, String> valueWebIds = new HashMap<>();
        option.values().forEach(value -> valueWebIds.put(value, webIds.get()));
        ProductsSql.insertOption(tx, shop, productId, known.size(), option, webIds.get(), valueWebIds);
        return Optional.empty();
    }

    private Optional<CatalogRejection> addValues(NewOption option, List<String> values) {
        List<String> added = option.values().stream()
                .filter(value -> !values.contains(value))
                .toList();
        if (values.size() + added.size() > NewOption.MAX_VALUES) {
            return Optional.of(new CatalogRejection.TooManyValues(option.name()));
        }
        int position = List.copyOf(known.keySet()).indexOf(option.name()) + 1;
        ProductsSql.insertValues(
                tx,
                shop,
                productId,
                position,
                values.size() + 1,
                added,
                added.stream().map(value -> webIds.get()).toList());
        return Optional.empty();
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
