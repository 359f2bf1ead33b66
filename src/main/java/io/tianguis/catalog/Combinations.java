package io.tianguis.catalog;

import io.tianguis.kernel.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A variant is a combination of its product's option values, one of each option. */
final class Combinations {

    private Combinations() {}

    /** The web ids of each option's values, in the order of the options. */
    static List<Map<String, String>> webIds(List<OptionValue> values) {
        Map<String, Map<String, String>> options = new LinkedHashMap<>();
        for (OptionValue value : values) {
            options.computeIfAbsent(value.optionWebId(), option -> new LinkedHashMap<>())
                    .put(value.value(), value.webId());
        }
        return List.copyOf(options.values());
    }

    /**
     * The web ids of the values. Rejections: {@code MissingOptionValue}, {@code UnknownOptionValue}, option by option; a value
     * beyond the options is unknown too.
     */
    static Outcome<List<String>, CatalogRejection> of(List<String> values, List<Map<String, String>> webIds) {
        List<String> combination = new ArrayList<>();
        for (Map<String, String> option : webIds) {
            int position = combination.size();
            if (position == values.size()) {
                return Outcome.rejected(new CatalogRejection.MissingOptionValue(position + 1));
            }
            @Nullable String webId = option.get(values.get(position));
            if (webId == null) {
                return Outcome.rejected(new CatalogRejection.UnknownOptionValue(values.get(position)));
            }
            combination.add(webId);
        }
        return values.size() == combination.size()
                ? Outcome.ok(combination)
                : Outcome.rejected(new CatalogRejection.UnknownOptionValue(values.get(combination.size())));
    }

    static CatalogRejection taken(NewVariant variant) {
        return new CatalogRejection.CombinationTaken(String.join("/", variant.optionValues()));
    }
}
