package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.OptionValue;
import io.tianguis.storefront.ProductPage.Group;
import io.tianguis.storefront.ProductPage.Offer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How variants stand on a product's page. */
class ProductPageTest {

    @Test
    void variantsOfTwoOptionsStandByTheFirst() {
        List<Group> groups = Group.of(List.of(
                offer("Talla:CH", "Color:Azul"),
                offer("Talla:M", "Color:Azul"),
                offer("Talla:CH", "Color:Rojo"),
                offer("Talla:M", "Color:Azul / claro")));

        assertThat(groups).extracting(Group::name).containsExactly("Talla CH", "Talla M");
        assertThat(groups.getLast().offers()).extracting(Offer::rest).containsExactly("Azul", "Azul / claro");
        assertThat(groups.getFirst().offers().getLast().name()).isEqualTo("CH / Rojo");
    }

    @Test
    void variantsStandTogetherWhereTheFirstOptionTellsEachOrSomeLackTheSecond() {
        assertThat(Group.of(List.of(offer("Talla:CH"), offer("Talla:M"))))
                .extracting(Group::name)
                .containsExactly("");
        assertThat(Group.of(List.of(offer("Talla:CH", "Color:Azul"), offer("Talla:M", "Color:Rojo"))))
                .extracting(Group::name)
                .containsExactly("");
        assertThat(Group.of(List.of(offer("Talla:CH", "Color:Azul"), offer("Talla:CH"))))
                .extracting(Group::name)
                .containsExactly("");
    }

    private static Offer offer(String... values) {
        List<OptionValue> optionValues = new ArrayList<>();
        for (String value : values) {
            String[] parts = value.split(":");
            optionValues.add(new OptionValue("web-" + parts[0], parts[0], "web-" + parts[1], parts[1]));
        }
        return new Offer(1, optionValues, "$1.00", "Disponible", true, 20, false);
    }
}
