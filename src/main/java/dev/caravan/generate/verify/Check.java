package dev.caravan.generate.verify;

/**
 * One comparison.
 *
 * @param name what was compared
 * @param expected what the truth says, short enough for a table
 * @param found what was found, in the same form
 * @param detail what differs, or the numbers behind the sum; may have several lines, may be empty
 */
public record Check(String name, String expected, String found, boolean passed, String detail) {

    static Check of(String name, Expected expected, long found, String detail) {
        return new Check(name, expected.toString(), Long.toString(found), expected.matches(found), detail);
    }
}
