package io.tianguis.demonstration;

import java.util.List;

/**
 * A country's mobile numbers.
 *
 * @param length of a national number
 * @param spellings in which people write one, each {@code #} standing for its next digit; all mean the same telephone
 */
record Telephones(int length, List<String> spellings) {

    /** The national digits of a number: the city's prefix and what follows from the running number. */
    String national(String prefix, long number) {
        return prefix + Numbers.digits(number, length - prefix.length());
    }

    String spelled(String national, Dice dice) {
        return spelled(national, dice.pick(spellings));
    }

    String international(String national) {
        return spelled(national, spellings.getFirst());
    }

    static String spelled(String digits, String spelling) {
        StringBuilder text = new StringBuilder(spelling.length());
        int next = 0;
        for (char sign : spelling.toCharArray()) {
            text.append(sign == '#' ? digits.charAt(next++) : sign);
        }
        return text.toString();
    }
}
