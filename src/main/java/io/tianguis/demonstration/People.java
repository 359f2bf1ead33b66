package io.tianguis.demonstration;

import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.customers.NewCustomer;
import io.tianguis.customers.Person;
import io.tianguis.demonstration.Country.City;
import io.tianguis.orders.CreateOrder.ShipTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The people of a load, each made from the seed and an index alone. */
final class People {

    private static final List<String> TAGS = List.of(
            "frecuente|frequente",
            "mayorista|atacado",
            "nuevo|novo",
            "VIP",
            "pide factura|pede nota fiscal",
            "promociones|promoções",
            "reseña pendiente|avaliação pendente");

    private static final List<String> NOTES = List.of(
            "Prefiere entregas por la tarde|Prefere entregas à tarde",
            "Llamar antes de enviar|Ligar antes de enviar",
            "Paga siempre por transferencia|Sempre paga por transferência",
            "Pregunta por las novedades cada mes|Pergunta pelas novidades todo mês");

    private static final List<String> PLACES = List.of("Casa", "Oficina|Escritório", "Local|Loja");

    private final Country country;
    private final Seed seed;
    private final Numbers numbers;

    People(Country country, Seed seed, Numbers numbers) {
        this.country = country;
        this.seed = seed;
        this.numbers = numbers;
    }

    /**
     * @param phone the national digits
     * @param email null when the shop was never told
     */
    record Someone(
            String firstName,
            String lastName,
            String phone,
            @Nullable String email,
            City city) {

        String fullName() {
            return firstName + " " + lastName;
        }
    }

    /** A street with its number, in a neighborhood of a city. */
    record Place(
            String street,
            String exterior,
            @Nullable String interior,
            String neighborhood,
            City city,
            String postalCode) {

        String line() {
            return street + " " + exterior + (interior == null ? "" : ", " + interior) + ", " + neighborhood;
        }
    }

    Someone someone(int index) {
        Dice dice = seed.of("person", index);
        String first = dice.pick(country.firstNames());
        String surname = dice.pick(country.surnames());
        String last = country.secondSurname() ? surname + " " + dice.pick(country.surnames()) : surname;
        City city = dice.pick(country.cities());
        long number = numbers.of(index);
        String phone = country.telephones().national(dice.pick(city.phonePrefixes()), number);
        String email = dice.chance(75) ? email(first, surname, number, dice) : null;
        return new Someone(first, last, phone, email, city);
    }

    /** Where a person lives. */
    Place home(int index) {
        return place(someone(index).city(), seed.of("home", index));
    }

    private Place place(City city, Dice dice) {
        return new Place(
                dice.pick(country.streets()),
                Integer.toString(dice.between(1, 1_999)),
                dice.chance(30) ? "Int. " + dice.between(1, 40) : null,
                dice.pick(country.neighborhoods()),
                city,
                dice.filled(city.postalCode()));
    }

    /** A person as staff enter one, with what the shop came to know. */
    NewCustomer customer(int index, List<Long> agents) {
        Someone someone = someone(index);
        Place home = home(index);
        Dice dice = seed.of("customer details", index);
        List<Address> addresses = new ArrayList<>();
        if (dice.chance(80)) {
            addresses.add(address(home, true, dice));
        }
        if (dice.chance(20)) {
            addresses.add(address(place(dice.pick(country.cities()), dice), addresses.isEmpty(), dice));
        }
        boolean document = dice.chance(45);
        return new NewCustomer(
                new Person(
                        someone.firstName(),
                        someone.lastName(),
                        country.telephones().spelled(someone.phone(), dice),
                        someone.email()),
                document ? country.document() : null,
                document ? dice.filled(country.documentShape()) : null,
                home.line(),
                home.city().name(),
                home.city().state(),
                home.postalCode(),
                country.code(),
                dice.chance(20) ? said(dice.pick(NOTES)) : null,
                dice.chance(65),
                dice.chance(50) ? someone.firstName() : null,
                agents.isEmpty() || dice.chance(35) ? null : dice.pick(agents),
                addresses,
                tags(dice),
                fields(dice));
    }

    /** Where an order of this person goes, with the telephone in some spelling. */
    ShipTo shipTo(int index, Dice dice) {
        Someone someone = someone(index);
        Place home = dice.chance(85) ? home(index) : place(dice.pick(country.cities()), dice);
        return new ShipTo(
                someone.fullName(),
                country.telephones().spelled(someone.phone(), dice),
                someone.email(),
                home.street(),
                home.exterior(),
                home.interior(),
                home.neighborhood(),
                home.city().name(),
                home.city().state(),
                home.postalCode(),
                country.code());
    }

    private Address address(Place place, boolean main, Dice dice) {
        return new Address(
                0,
                place.line(),
                place.city().name(),
                place.city().state(),
                place.postalCode(),
                country.code(),
                null,
                null,
                said(dice.pick(PLACES)),
                main);
    }

    private List<String> tags(Dice dice) {
        int from = dice.below(TAGS.size());
        int count = dice.chance(40) ? 0 : dice.between(1, 3);
        return TAGS.subList(from, Math.min(TAGS.size(), from + count)).stream()
                .map(this::said)
                .toList();
    }

    private List<CustomField> fields(Dice dice) {
        List<CustomField> fields = new ArrayList<>();
        if (dice.chance(35)) {
            fields.add(new CustomField(said("puntos|pontos"), Integer.toString(dice.between(0, 200) * 10)));
        }
        if (dice.chance(25)) {
            fields.add(new CustomField(said("talla|tamanho"), dice.pick(country.sizes())));
        }
        if (dice.chance(25)) {
            fields.add(new CustomField(
                    said("cumpleaños|aniversário"),
                    String.format(Locale.ROOT, "%02d-%02d", dice.between(1, 12), dice.between(1, 28))));
        }
        return fields;
    }

    /** At a domain that nobody can have. */
    private static String email(String first, String surname, long number, Dice dice) {
        String name =
                Assortment.plain(first + "." + surname).toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
        return name + number + "@" + dice.pick(List.of("correo.example", "mail.example", "buzon.example"));
    }

    private String said(String both) {
        return country.language().of(both);
    }
}
