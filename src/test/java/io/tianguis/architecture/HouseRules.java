package io.tianguis.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The dependency rules of a house whose packages stand below a root. They are allow-lists: a package states what it may
 * depend on, and everything else fails.
 */
record HouseRules(String root) {

    /**
     * What one package may depend on beside itself and the JDK.
     *
     * @param name below the root, which {@code ..} may end
     * @param packages of this house
     * @param libraries as ArchUnit's package patterns
     */
    record Row(String name, List<String> packages, List<String> libraries) {

        static Row of(String name, String... packages) {
            return new Row(name, List.of(packages), List.of());
        }

        Row with(String... named) {
            return new Row(name, packages, List.of(named));
        }
    }

    /** Without {@code java.sql}, which has a rule of its own, and without user interfaces, RMI and the like. */
    private static final String[] JDK = {
        "java.lang..",
        "java.io..",
        "java.math..",
        "java.net..",
        "java.nio..",
        "java.security..",
        "java.text..",
        "java.time..",
        "java.util..",
        "javax.crypto..",
        "org.jspecify.annotations.."
    };

    static final List<Row> PLATFORM = List.of(
            Row.of("platform.http", "kernel", "platform.json", "platform.sql")
                    .with(
                            "io.helidon.http..",
                            "io.helidon.webserver..",
                            "io.helidon.common..",
                            "io.micrometer..",
                            "org.slf4j..",
                            "tools.jackson.."),
            Row.of("platform.images", "kernel").with("java.awt..", "javax.imageio.."),
            Row.of("platform.json", "kernel").with("tools.jackson.."),
            Row.of("platform.log").with("ch.qos.logback..", "org.slf4j.."),
            Row.of("platform.outbound", "kernel").with("org.apache.hc.."),
            Row.of("platform.outbox", "kernel", "platform.sql").with("org.slf4j.."),
            Row.of("platform.postgres", "kernel")
                    .with(
                            "org.slf4j..",
                            "org.apache.commons.compress..",
                            "org.tukaani.xz..",
                            "com.sun.security.auth.module..",
                            "java.sql.."),
            Row.of("platform.sql", "kernel")
                    .with(
                            "java.sql..",
                            "javax.sql..",
                            "com.github.benmanes.caffeine..",
                            "io.agroal..",
                            "org.flywaydb..",
                            "org.postgresql..",
                            "org.slf4j.."),
            Row.of("platform.system", "kernel").with("java.lang.management..", "jdk.management..", "org.slf4j.."));

    static final List<Row> CAPABILITIES = List.of(
            capability("shops").with("com.github.benmanes.caffeine.."),
            capability("customers").with("com.google.i18n.phonenumbers.."),
            capability("conversations", "customers"),
            capability("catalog", "platform.images").with("com.github.benmanes.caffeine..", "org.slf4j.."),
            capability("stock", "catalog"),
            capability("questions", "customers", "catalog"),
            capability("orders", "customers", "catalog", "stock"),
            capability("inbound", "catalog", "stock"),
            capability("fulfillment", "orders", "stock"),
            capability("returns", "orders", "stock"),
            capability("timeline", "customers", "conversations", "questions", "orders", "fulfillment", "returns"),
            capability("webhooks").with("org.slf4j.."));

    static final List<String> DIALECTS = List.of("mercately", "mercadoshops", "marketful");

    /** Packages that nothing but the wiring at the root imports. */
    private static final List<String> SURFACES = List.of("dialects", "storefront", "backoffice", "channels");

    private static final Set<String> CLOCK_METHODS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Year.now",
            "java.time.YearMonth.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.util.Date.<init>",
            "java.util.Calendar.getInstance");

    private static final Set<String> RANDOM_METHODS = Set.of(
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Random.<init>",
            "java.util.SplittableRandom.<init>",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of",
            "java.security.SecureRandom.<init>",
            "java.security.SecureRandom.getInstanceStrong",
            "java.security.SecureRandom.getInstance");

    private static final List<String> EMPTY_SUFFIXES =
            List.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl", "Base");

    private static final List<String> EMPTY_PREFIXES = List.of("Base", "Default", "Abstract");

    private static Row capability(String name, String... others) {
        List<String> packages = new ArrayList<>(List.of("kernel", "platform.sql", "platform.outbox", "shops"));
        packages.addAll(List.of(others));
        return new Row(name, packages, List.of());
    }

    ArchRule kernel() {
        return onlyDependOn("kernel", List.of("kernel"), List.of())
                .because("the kernel is the language of the house and stands on the JDK alone");
    }

    ArchRule platform(Row row) {
        return allowed(row)
                .because("the platform is machinery: libraries and the kernel, never a word of the business");
    }

    ArchRule capability(Row row) {
        Row withSql = new Row(row.name(), row.packages(), plus(row.libraries(), "java.sql.."));
        return allowed(withSql)
                .because("a capability knows PostgreSQL, the outbox and the capabilities of its row, so that it can be "
                        + "read, tested and moved without the others");
    }

    ArchRule demonstration() {
        List<String> packages = new ArrayList<>(capabilities());
        packages.addAll(List.of("demonstration", "kernel", "platform.sql", "platform.outbox", "platform.system"));
        return onlyDependOn("demonstration", packages, List.of("java.awt..", "javax.imageio.."))
                .because("the demonstration data is made through the doors that everybody uses");
    }

    ArchRule dialect(String name) {
        return surface("dialects." + name, "tools.jackson..", "com.fasterxml.jackson.annotation..")
                .because("a dialect translates: it opens no transaction, holds no SQL, and never borrows from another "
                        + "dialect, whose wire it would then follow by accident");
    }

    ArchRule storefront() {
        return surface(
                        "storefront",
                        root + ".platform.images..",
                        "gg.jte..",
                        "com.github.benmanes.caffeine.cache..",
                        "com.fasterxml.jackson.annotation..")
                .because(
                        "the storefront shows what the capabilities decide: it opens no transaction, holds no SQL, and "
                                + "borrows from no dialect");
    }

    private ClassesShouldConjunction surface(String name, String... libraries) {
        List<String> packages = new ArrayList<>(capabilities());
        packages.addAll(List.of(name, "kernel", "platform.http", "platform.json"));
        DescribedPredicate<JavaClass> allowed = allowed(packages, List.of(libraries))
                .or(describe("Tx", type -> type.getFullName().equals(root + ".platform.sql.Tx")))
                .as(
                        "the capabilities, the kernel, platform.http, platform.json, %s, or a Tx that is passed on",
                        List.of(libraries));
        return classes()
                .that(resideInAPackage(root + "." + name + ".."))
                .should()
                .onlyDependOnClassesThat(allowed);
    }

    ArchRule surfacesAreImportedByTheWiringAlone() {
        String[] surfaces =
                SURFACES.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
        return noClasses()
                .that(not(resideInAnyPackage(surfaces)).and(not(resideInAPackage(root))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(surfaces))
                .because(
                        "whatever imports a surface speaks one dialect only; the wiring at the root hands surfaces in");
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package");
    }

    ArchRule noCyclesInThePlatform() {
        return slices().matching(root + ".platform.(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package");
    }

    ArchRule capabilitiesSpeakNoWire() {
        return noClasses()
                .that(resideInAnyPackage(below(capabilities())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "tools.jackson..",
                        "com.fasterxml.jackson..",
                        "io.helidon..",
                        "java.net.http..",
                        root + ".platform.json..",
                        root + ".platform.http.."))
                .because("a capability answers three dialects and must not lean towards one wire");
    }

    ArchRule jdbcStaysBehindSql() {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(not(resideInAnyPackage(root + ".platform.sql..", root + ".platform.postgres..")))
                        .and(not(endingIn("Sql")))
                        .and(not(resideInAPackage(root))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
                .because(
                        "JDBC is spoken in platform.sql and in the classes named …Sql, where statements are read whole");
    }

    ArchRule sqlClassesAreHidden() {
        return classes()
                .that(resideInAPackage(root + "..").and(endingIn("Sql")))
                .should()
                .bePackagePrivate()
                .andShould()
                .haveModifier(FINAL)
                .because("a capability's statements are reached through its door alone");
    }

    ArchRule timeComesFromTheClock() {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(resideInAPackage(root + ".platform.."))))
                .should()
                .callCodeUnitWhere(calls(CLOCK_METHODS))
                .because("a test moves the clock; whoever reads another one cannot be moved");
    }

    ArchRule wallClockIsReadOnce() {
        Set<String> wall = Set.of("java.time.Instant.now", "java.lang.System.currentTimeMillis");
        return noClasses()
                .that(resideInAPackage(root + ".platform..").and(not(resideInAPackage(root + ".platform.system.."))))
                .should()
                .callCodeUnitWhere(calls(wall))
                .because("the platform may measure durations, and takes the time of day from the kernel's clock too");
    }

    ArchRule randomnessComesFromThePlatform() {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(resideInAPackage(root + ".platform.."))))
                .should()
                .callCodeUnitWhere(calls(RANDOM_METHODS))
                .because("ids and secrets are drawn from the kernel's randomness, which tests seed");
    }

    ArchRule namesSaySomething() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .should(haveAnEmptyName())
                .because("such a word in a name stands where the purpose should");
    }

    ArchRule classesAreFinal() {
        return classes()
                .that(resideInAPackage(root + "..").and(ordinary()))
                .should()
                .haveModifier(FINAL)
                .because("composition is enough, and an open class promises more than anybody tests");
    }

    ArchRule everyPackageIsDescribed() {
        return classes().that(resideInAPackage(root + "..")).should(new ArchCondition<>("have a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                String message = type.getPackageName() + " has a @NullMarked package-info.java: " + marked;
                events.add(new SimpleConditionEvent(type, marked, message));
            }
        });
    }

    ArchRule everyClassHasAPlace() {
        List<String> known = new ArrayList<>(capabilities());
        known.addAll(List.of("kernel", "demonstration", "storefront", "backoffice", "channels"));
        PLATFORM.forEach(row -> known.add(row.name()));
        DIALECTS.forEach(name -> known.add("dialects." + name));
        return classes()
                .that(resideInAPackage(root + ".."))
                .should()
                .resideInAnyPackage(Stream.concat(Stream.of(root), Arrays.stream(below(known)))
                        .toArray(String[]::new))
                .because("a package without a row in HouseRules could depend on anything");
    }

    /** The packages of the rows that must have classes today. */
    List<String> namedPackages() {
        List<String> names = new ArrayList<>(List.of("kernel", "demonstration", "storefront"));
        PLATFORM.forEach(row -> names.add(row.name()));
        CAPABILITIES.forEach(row -> names.add(row.name()));
        DIALECTS.forEach(name -> names.add("dialects." + name));
        return names;
    }

    private static List<String> capabilities() {
        return CAPABILITIES.stream().map(Row::name).toList();
    }

    private ArchRule allowed(Row row) {
        return onlyDependOn(row.name(), plus(row.packages(), row.name()), row.libraries());
    }

    private ClassesShouldConjunction onlyDependOn(String name, List<String> packages, List<String> libraries) {
        return classes()
                .that(resideInAPackage(root + "." + name + ".."))
                .should()
                .onlyDependOnClassesThat(allowed(packages, libraries));
    }

    private DescribedPredicate<JavaClass> allowed(List<String> packages, List<String> libraries) {
        return resideInAnyPackage(Stream.of(Arrays.stream(JDK), Arrays.stream(below(packages)), libraries.stream())
                        .flatMap(patterns -> patterns)
                        .toArray(String[]::new))
                .as("the JDK, %s%s", packages, libraries.isEmpty() ? "" : " or " + libraries);
    }

    private String[] below(List<String> packages) {
        return packages.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static List<String> plus(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }

    private static DescribedPredicate<JavaClass> endingIn(String suffix) {
        return describe(
                "a class named …" + suffix,
                type -> outermost(type).getSimpleName().endsWith(suffix));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
    }

    /** A class that somebody wrote with a body to extend: no interface, enum, record, anonymous class or package-info. */
    private static DescribedPredicate<JavaClass> ordinary() {
        return describe(
                "ordinary class",
                type -> !type.isInterface()
                        && !type.isEnum()
                        && !type.isRecord()
                        && !type.isAnonymousClass()
                        && !type.getModifiers().contains(ABSTRACT)
                        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !type.isAssignableTo(Enum.class)
                        && !type.reflect().isSealed());
    }

    private static DescribedPredicate<JavaCall<?>> calls(Set<String> methods) {
        return describe("a call of one of " + methods.stream().sorted().toList(), call -> {
            AccessTarget.CodeUnitCallTarget target = call.getTarget();
            boolean dateOfAKnownTime = target.getOwner().isEquivalentTo(Date.class)
                    && !target.getRawParameterTypes().isEmpty();
            return !dateOfAKnownTime && methods.contains(target.getOwner().getFullName() + "." + target.getName());
        });
    }

    private static ArchCondition<JavaClass> haveAnEmptyName() {
        return new ArchCondition<>("have a name of " + EMPTY_PREFIXES + " or " + EMPTY_SUFFIXES) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getSimpleName();
                boolean empty = EMPTY_SUFFIXES.stream().anyMatch(name::endsWith)
                        || EMPTY_PREFIXES.stream().anyMatch(name::startsWith);
                events.add(new SimpleConditionEvent(type, empty, type.getFullName() + " has an empty name"));
            }
        };
    }
}
