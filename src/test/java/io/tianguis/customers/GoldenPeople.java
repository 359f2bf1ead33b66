package io.tianguis.customers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * People of seven countries, the same ones every time, with their telephones and emails in every spelling that people and
 * programs use there. They are made from the countries' own numbering plans, not from the library that reads them, and stand
 * close together on purpose: beside many a telephone there is one that differs in a digit, and beside many a mobile the
 * landline that it would be without its mark.
 */
final class GoldenPeople {

    /**
     * @param country whose shops the person deals with
     * @param telephone as digits with the calling code
     * @param national ways to write it in the country
     * @param international ways to write it with the calling code
     * @param email in lower case
     */
    record Golden(String country, String telephone, List<String> national, List<String> international, String email) {

        /** Every way to write the telephone to a shop of the country. */
        List<String> spellings() {
            return Stream.concat(
                            national.stream(),
                            international.stream().flatMap(digits -> Stream.of(digits, "+" + digits, "00" + digits)))
                    .toList();
        }

        /** Ways to write it to a shop anywhere. */
        List<String> marked() {
            return international.stream()
                    .flatMap(digits -> Stream.of("+" + digits, "00" + digits))
                    .toList();
        }

        List<String> emails(Random random) {
            StringBuilder mixed = new StringBuilder();
            email.chars()
                    .forEach(sign -> mixed.append((char) (random.nextBoolean() ? Character.toUpperCase(sign) : sign)));
            return List.of(email, email.toUpperCase(Locale.ROOT), " " + email + "\t", mixed.toString());
        }
    }

    static final List<String> COUNTRIES = List.of("MX", "AR", "BR", "CO", "EC", "CL", "PE");

    /** What is entered in place of a telephone, or without the area that it takes to be one person's. */
    static final List<String> OF_NOBODY = List.of(
            "0000000000",
            "000000000",
            "00000000",
            "1111111111",
            "5555555555",
            "9999999999",
            "999999999",
            "+52 0000000000",
            "+57 0000000000",
            "1234567890",
            "0123456789",
            "7893345",
            "789 33 45",
            "477-7555",
            "154777",
            "911",
            "123",
            "no tiene",
            "-",
            "");

    private static final int PEOPLE_OF_A_COUNTRY = 800;

    private static final List<String> MEXICAN_AREAS =
            List.of("55", "56", "81", "33", "449", "664", "222", "442", "998", "999", "744", "612", "591", "871");
    private static final List<String> ARGENTINE_AREAS =
            List.of("11", "221", "223", "261", "299", "341", "351", "381", "387", "2901", "2966", "3541", "2257");
    private static final List<String> BRAZILIAN_AREAS =
            List.of("11", "21", "31", "41", "47", "51", "55", "61", "71", "81", "85", "91", "98");
    private static final List<String> CHILEAN_AREAS = List.of("32", "41", "45", "51", "55", "57", "58", "61", "65");
    private static final List<String> PERUVIAN_AREAS = List.of("44", "54", "64", "74", "76", "84");

    private final Random random = new Random(20_260_101);
    private final Set<String> taken = new HashSet<>();
    private final List<Golden> people = new ArrayList<>();

    private GoldenPeople() {}

    /** 5,600 people, each with a telephone and an email of their own. */
    static List<Golden> all() {
        GoldenPeople made = new GoldenPeople();
        for (String country : COUNTRIES) {
            int wanted = made.people.size() + PEOPLE_OF_A_COUNTRY;
            while (made.people.size() < wanted) {
                made.addNeighbors(country);
            }
            made.people.subList(wanted, made.people.size()).clear();
        }
        return List.copyOf(made.people);
    }

    /** The spellings of one telephone. */
    private record Written(String telephone, List<String> national, List<String> international) {}

    private void addNeighbors(String country) {
        String rest = digits(8);
        add(country, rest);
        char last = rest.charAt(7);
        add(country, rest.substring(0, 7) + (char) (last == '9' ? '0' : last + 1));
    }

    private void add(String country, String rest) {
        for (Written written : together(country, rest)) {
            if (taken.add(written.telephone())) {
                people.add(
                        new Golden(country, written.telephone(), written.national(), written.international(), email()));
            }
        }
    }

    /** A mobile and the landlines nearest to it. */
    private List<Written> together(String country, String rest) {
        return switch (country) {
            case "MX" -> {
                String area = any(MEXICAN_AREAS);
                yield List.of(mexican(area + fromTwo(rest).substring(0, 10 - area.length())));
            }
            case "AR" -> {
                String area = any(ARGENTINE_AREAS);
                String subscriber = fromTwo(rest).substring(0, 10 - area.length());
                yield List.of(
                        argentineMobile(area, "5" + subscriber.substring(1)),
                        argentineLandline(area, "4" + subscriber.substring(1)));
            }
            case "BR" -> {
                String area = any(BRAZILIAN_AREAS);
                String seven = rest.substring(1);
                yield List.of(
                        brazilianMobile(area, (6 + random.nextInt(4)) + seven, true),
                        brazilianMobile(area, "3" + seven, false),
                        brazilianLandline(area, "3" + seven));
            }
            case "CO" -> {
                String area = any(List.of("1", "2", "4", "5", "6", "7", "8"));
                String seven = fromTwo(rest.substring(1));
                yield List.of(colombianMobile("30" + area + seven), colombianLandline(area, seven));
            }
            case "EC" -> {
                String area = any(List.of("2", "3", "4", "5", "6", "7"));
                String seven = fromTwo(rest.substring(1));
                yield List.of(trunkZero("593", "9" + eight(rest)), trunkZero("593", area + seven));
            }
            case "CL" -> {
                String area = any(CHILEAN_AREAS);
                String eight = fromTwo(rest);
                yield List.of(
                        trunkZero("56", "9" + eight),
                        trunkZero("56", "2" + "2" + eight.substring(1)),
                        trunkZero("56", area + fromTwo(rest.substring(1))));
            }
            case "PE" -> {
                String area = any(PERUVIAN_AREAS);
                yield List.of(
                        trunkZero("51", "9" + rest),
                        trunkZero("51", "1" + fromTwo(rest.substring(1))),
                        trunkZero("51", area + fromTwo(rest.substring(2))));
            }
            default -> throw new IllegalArgumentException(country);
        };
    }

    private static Written mexican(String number) {
        return new Written(
                "52" + number,
                List.of(number, "01" + number, "044" + number, "045" + number),
                List.of("52" + number, "521" + number, "52044" + number, "5201" + number));
    }

    private static Written argentineMobile(String area, String subscriber) {
        String number = area + subscriber;
        return new Written(
                "549" + number,
                List.of(number, "0" + number, area + "15" + subscriber, "0" + area + "15" + subscriber, "9" + number),
                List.of(
                        "549" + number,
                        "54" + number,
                        "54" + area + "15" + subscriber,
                        "540" + area + "15" + subscriber,
                        "5490" + number));
    }

    private static Written argentineLandline(String area, String subscriber) {
        String number = area + subscriber;
        return new Written("54" + number, List.of(number, "0" + number), List.of("54" + number, "540" + number));
    }

    /** @param formerly whether the number was a mobile's before there was a ninth digit */
    private static Written brazilianMobile(String area, String eight, boolean formerly) {
        String today = area + "9" + eight;
        List<String> national = new ArrayList<>(List.of(today, "0" + today, "015" + today));
        List<String> international = new ArrayList<>(List.of("55" + today, "550" + today));
        if (formerly) {
            national.addAll(List.of(area + eight, "0" + area + eight, "041" + area + eight));
            international.add("55" + area + eight);
        }
        return new Written("55" + today, national, international);
    }

    private static Written brazilianLandline(String area, String eight) {
        String number = area + eight;
        return new Written(
                "55" + number, List.of(number, "0" + number, "021" + number), List.of("55" + number, "550" + number));
    }

    private static Written colombianMobile(String number) {
        return new Written("57" + number, List.of(number, "03" + number), List.of("57" + number, "5703" + number));
    }

    private static Written colombianLandline(String area, String seven) {
        String number = "60" + area + seven;
        return new Written(
                "57" + number,
                List.of(number, area + seven, "0" + number),
                List.of("57" + number, "57" + area + seven));
    }

    private static Written trunkZero(String code, String number) {
        return new Written(code + number, List.of(number, "0" + number), List.of(code + number, code + "0" + number));
    }

    /** In Ecuador mobiles go on with 3 to 9. */
    private static String eight(String rest) {
        return (3 + (rest.charAt(0) - '0') % 7) + rest.substring(1);
    }

    /** No subscriber's number begins with 0 or 1. */
    private static String fromTwo(String digits) {
        return (2 + (digits.charAt(0) - '0') % 8) + digits.substring(1);
    }

    /** Three of four stand beside another's: with a dot more, or a word after a plus. */
    private String email() {
        int number = people.size();
        String base = "ana.ruiz" + number / 4;
        return switch (number % 4) {
                    case 0 -> base;
                    case 1 -> base.replace(".", "");
                    case 2 -> base + "+tienda";
                    default -> base + "x";
                }
                + "@" + (number % 3 == 0 ? "example.com" : "correo.example.com.mx");
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int place = 0; place < count; place++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** Digits with the signs that people put between them, blanks that no eye sees among them. */
    static String punctuated(String spelling, Random random) {
        List<String> signs = List.of(" ", "-", ".", " - ", "\u00a0", "\u2011", "\u202a", "/");
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? " " : "");
        boolean open = false;
        for (int place = 0; place < spelling.length(); place++) {
            boolean between = place > 1 && spelling.charAt(0) != '+' || place > 2;
            if (between && text.length() < 30 && random.nextInt(4) == 0) {
                text.append(open ? ") " : random.nextInt(3) == 0 ? " (" : signs.get(random.nextInt(signs.size())));
                open = text.lastIndexOf("(") > text.lastIndexOf(")");
            }
            text.append(spelling.charAt(place));
        }
        return text + (open ? ")" : "");
    }

    /** Each spelling once as it is and once with signs in it. */
    static Set<String> written(List<String> spellings, Random random) {
        Set<String> all = new LinkedHashSet<>(spellings);
        spellings.forEach(spelling -> all.add(punctuated(spelling, random)));
        return all;
    }
}
