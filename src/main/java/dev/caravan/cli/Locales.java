package dev.caravan.cli;

import java.util.Optional;
import java.util.stream.Stream;

/** Command lines in a locale without letters, such as POSIX, where Java loses those beyond ASCII. */
final class Locales {

    /** What Java puts in the place of a letter that it cannot read. */
    private static final String LOST = "\uFFFD";

    private Locales() {}

    /** The message to the user if the arguments cannot be used as they were read. */
    static Optional<String> unreadable(String... arguments) {
        return Stream.of(arguments)
                .filter(argument -> argument.contains(LOST))
                .findFirst()
                .map(argument ->
                        "The argument " + argument.replace(LOST, "?") + " holds letters that the locale (LC_ALL,"
                                + " LANG) cannot read: set LC_ALL=C.UTF-8 and call again");
    }
}
