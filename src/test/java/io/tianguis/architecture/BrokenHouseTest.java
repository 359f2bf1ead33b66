package io.tianguis.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.tianguis.architecture.HouseRules.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@link ArchitectureTest}, asked about a house in which each is broken. */
class BrokenHouseTest {

    private static final String ROOT = "io.tianguis.architecture.broken";
    private static final HouseRules RULES = new HouseRules(ROOT);
    private static final JavaClasses HOUSE = new ClassFileImporter().importPackages(ROOT);

    @Test
    void aKernelWithALibraryIsFound() {
        assertThat(violations(RULES.kernel())).anyMatch(each -> names(each, "LoggingKernel", "org.slf4j.Logger"));
    }

    @Test
    void aPlatformWithABusinessWordIsFound() {
        assertThat(violations(RULES.platform(row(HouseRules.PLATFORM, "platform.http"))))
                .anyMatch(each -> names(each, "HttpWithShops", "shops.Shop"))
                .noneMatch(each -> names(each, "platform.json.JsonWithHttp.text", "org.slf4j"));
    }

    @Test
    void aCapabilityOutsideItsRowIsFound() {
        assertThat(violations(RULES.capability(row(HouseRules.CAPABILITIES, "customers"))))
                .isNotEmpty()
                .allMatch(each -> names(each, "customers.Gossip", "orders.Order"));
        assertThat(violations(RULES.capability(row(HouseRules.CAPABILITIES, "catalog"))))
                .anyMatch(each -> names(each, "catalog.Catalog", "tools.jackson.databind.JsonNode"))
                .anyMatch(each -> names(each, "catalog.Catalog", "dialects.mercadoshops"));
    }

    @Test
    void aCapabilityInsideItsRowIsLeftAlone() {
        assertThat(violations(RULES.capability(row(HouseRules.CAPABILITIES, "orders"))))
                .isEmpty();
        assertThat(violations(RULES.capability(row(HouseRules.CAPABILITIES, "shops"))))
                .isEmpty();
    }

    @Test
    void aDialectThatBorrowsFromAnotherIsFoundAndAPassedOnTransactionIsNot() {
        assertThat(violations(RULES.dialect("mercately")))
                .isNotEmpty()
                .allMatch(each -> names(each, "BorrowingHandler", "mercadoshops.MercadoShopsWords"));
    }

    @Test
    void aDialectThatQueriesIsFound() {
        assertThat(violations(RULES.dialect("marketful")))
                .isNotEmpty()
                .allMatch(each -> names(each, "QueryingHandler", "platform.sql.Database"));
    }

    @Test
    void aStorefrontThatQueriesIsFound() {
        assertThat(violations(RULES.storefront()))
                .isNotEmpty()
                .allMatch(each -> names(each, "QueryingPage", "platform.sql.Database"));
    }

    @Test
    void aDemonstrationThroughTheBackDoorIsFound() {
        assertThat(violations(RULES.demonstration()))
                .isNotEmpty()
                .allMatch(each -> names(each, "BackDoor", "platform.http.HttpWithShops"));
    }

    @Test
    void aCapabilityThatImportsASurfaceIsFound() {
        assertThat(violations(RULES.surfacesAreImportedByTheWiringAlone()))
                .isNotEmpty()
                .allMatch(each -> names(each, "catalog.Catalog", "dialects.mercadoshops"));
    }

    @Test
    void aCycleIsFound() {
        assertThat(violations(RULES.noCycles())).anyMatch(each -> names(each, "customers", "orders"));
        assertThat(violations(RULES.noCyclesInThePlatform())).anyMatch(each -> names(each, "http", "json"));
    }

    @Test
    void aCapabilityThatSpeaksJsonIsFound() {
        assertThat(violations(RULES.capabilitiesSpeakNoWire()))
                .isNotEmpty()
                .allMatch(each -> names(each, "catalog.Catalog", "tools.jackson"));
    }

    @Test
    void jdbcOutsideSqlIsFound() {
        assertThat(violations(RULES.jdbcStaysBehindSql()))
                .isNotEmpty()
                .allMatch(each -> names(each, "orders.Order", "java.sql.SQLException"));
    }

    @Test
    void publicSqlIsFound() {
        assertThat(violations(RULES.sqlClassesAreHidden()))
                .isNotEmpty()
                .allMatch(each -> names(each, "orders.OrdersSql"));
    }

    @Test
    void aClockOfOnesOwnIsFound() {
        assertThat(violations(RULES.timeComesFromTheClock()))
                .anyMatch(each -> names(each, "orders.Order", "Instant.now"))
                .anyMatch(each -> names(each, "orders.Order", "System.nanoTime"))
                .noneMatch(each -> names(each, "UnhurriedClock"));
        assertThat(violations(RULES.wallClockIsReadOnce()))
                .isNotEmpty()
                .allMatch(each -> names(each, "UnhurriedClock", "Instant.now"));
    }

    @Test
    void randomnessOfOnesOwnIsFound() {
        assertThat(violations(RULES.randomnessComesFromThePlatform()))
                .anyMatch(each -> names(each, "orders.Order", "UUID.randomUUID"))
                .anyMatch(each -> names(each, "orders.Order", "java.util.Random"));
    }

    @Test
    void anEmptyNameAnOpenClassAndAPackageWithoutARowAreFound() {
        assertThat(violations(RULES.namesSaySomething())).isNotEmpty().allMatch(each -> names(each, "CanalManager"));
        assertThat(violations(RULES.classesAreFinal())).isNotEmpty().allMatch(each -> names(each, "CanalManager"));
        assertThat(violations(RULES.everyClassHasAPlace())).isNotEmpty().allMatch(each -> names(each, "shed.Lonely"));
        assertThat(violations(RULES.everyPackageIsDescribed()))
                .isNotEmpty()
                .allMatch(each -> names(each, ROOT + ".shed"));
    }

    @Test
    void aRuleAboutNothingFails() {
        assertThatThrownBy(() -> violations(RULES.platform(row(HouseRules.PLATFORM, "platform.outbox"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(HOUSE).getFailureReport().getDetails();
    }

    private static Row row(List<Row> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findAny().orElseThrow();
    }

    private static boolean names(String violation, String... words) {
        return List.of(words).stream().allMatch(violation::contains);
    }
}
