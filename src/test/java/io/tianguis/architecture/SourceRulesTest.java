package io.tianguis.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Words and tables stay with their owners, and the rules that say so find those of the broken house. */
class SourceRulesTest {

    private static final SourceRules RULES = new SourceRules("io.tianguis");
    private static final SourceRules BROKEN_RULES = new SourceRules("io.tianguis.architecture.broken");
    private static final List<SourceFile> HOUSE = SourceFile.below(Path.of("src/main/java"));
    private static final List<SourceFile> BROKEN_HOUSE =
            SourceFile.below(Path.of("src/test/java/io/tianguis/architecture/broken"));
    private static final Schema SCHEMA = Schema.of(Path.of("src/main/resources/db/migration"));

    /** Whose state the orders keep. */
    private static final Set<String> STATELESS = Set.of("fulfillment");

    @Test
    void noCapabilitySpeaksADialect() {
        assertThat(RULES.dialectWords(HOUSE)).isEmpty();
    }

    @Test
    void aDialectsWordInACapabilityIsFoundUnlessItIsAComment() {
        assertThat(BROKEN_RULES.dialectWords(BROKEN_HOUSE))
                .containsExactlyInAnyOrder("CanalManager: CanalManager", "Catalog: numOrden", "Catalog: via mercately");
    }

    @Test
    void everyTableIsNamedByItsOwnerAlone() {
        assertThat(RULES.foreignTables(HOUSE, SCHEMA)).isEmpty();
        assertThat(SCHEMA.trespasses()).isEmpty();
    }

    @Test
    void aForeignTableIsFoundAndSoIsSqlOutsideSql() {
        assertThat(BROKEN_RULES.foreignTables(BROKEN_HOUSE, SCHEMA))
                .containsExactlyInAnyOrder("OrdersSql names shop of shops", "OrderPage names sales_order of orders");
    }

    @Test
    void everyOwnerIsAPackageAndEveryCapabilityOwnsSomething() {
        assertThat(SCHEMA.owners().values())
                .isNotEmpty()
                .allSatisfy(owner -> assertThat(HOUSE)
                        .anyMatch(source -> source.packageName().equals("io.tianguis." + owner)));
        assertThat(HouseRules.CAPABILITIES)
                .filteredOn(row -> !STATELESS.contains(row.name()))
                .allSatisfy(row -> assertThat(SCHEMA.owners()).containsValue(row.name()));
    }

    @Test
    void relationsAreReadFromWhereverSqlPutsThem() {
        assertThat(SCHEMA.namedIn("SELECT 1 FROM shop s, customer AS c JOIN tag t USING (shop_id)"))
                .containsExactly("customer", "shop", "tag");
        assertThat(SCHEMA.namedIn("DELETE FROM variant WHERE x IN (SELECT y FROM category)"))
                .containsExactly("category", "variant");
        assertThat(SCHEMA.namedIn("SELECT nextval('sales_order_id_sequence')"))
                .containsExactly("sales_order_id_sequence");
        assertThat(SCHEMA.namedIn("the money goes from customer to shop")).isEmpty();
    }
}
