package io.tianguis.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tianguis.architecture.HouseRules.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may depend on whom. {@link BrokenHouseTest} shows that each of these rules can fail. */
class ArchitectureTest {

    private static final HouseRules RULES = new HouseRules("io.tianguis");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tianguis");

    @Test
    void theKernelStandsOnTheJdk() {
        RULES.kernel().check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("platformRows")
    void thePlatformKnowsNoBusiness(Row row) {
        RULES.platform(row).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("capabilityRows")
    void aCapabilityDependsOnItsRow(Row row) {
        RULES.capability(row).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aDialectTranslatesAndBorrowsFromNoOther(String dialect) {
        RULES.dialect(dialect).check(HOUSE);
    }

    @Test
    void theStorefrontShowsWhatTheCapabilitiesDecide() {
        RULES.storefront().check(HOUSE);
    }

    @Test
    void theDemonstrationUsesTheDoorsOfTheCapabilities() {
        RULES.demonstration().check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("houseRules")
    void theHouseKeeps(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void everyNamedPackageExists() {
        assertThat(RULES.namedPackages())
                .allSatisfy(name -> assertThat(HOUSE.stream().anyMatch(resideInAPackage("io.tianguis." + name + "..")))
                        .as(name)
                        .isTrue());
    }

    static List<Row> platformRows() {
        return HouseRules.PLATFORM;
    }

    static List<Row> capabilityRows() {
        return HouseRules.CAPABILITIES;
    }

    static List<String> dialects() {
        return HouseRules.DIALECTS;
    }

    static List<ArchRule> houseRules() {
        return List.of(
                RULES.surfacesAreImportedByTheWiringAlone(),
                RULES.noCycles(),
                RULES.noCyclesInThePlatform(),
                RULES.capabilitiesSpeakNoWire(),
                RULES.jdbcStaysBehindSql(),
                RULES.sqlClassesAreHidden(),
                RULES.timeComesFromTheClock(),
                RULES.wallClockIsReadOnce(),
                RULES.randomnessComesFromThePlatform(),
                RULES.namesSaySomething(),
                RULES.classesAreFinal(),
                RULES.everyPackageIsDescribed(),
                RULES.everyClassHasAPlace());
    }
}
