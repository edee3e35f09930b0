package dev.caravan.report.mail;

import java.util.regex.Pattern;

/** The address of one person or list, which can hide neither a second one nor another header. */
final class Address {

    /** RFC 5321's dot-string and domain, and its lengths; no quoted names, no address literals. */
    private static final Pattern ONE =
            Pattern.compile("(?=.{3,254}$)[\\w!#$%&'*+/=?^`{|}~-]+(\\.[\\w!#$%&'*+/=?^`{|}~-]+)*"
                    + "@[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*");

    private Address() {}

    /** @throws IllegalArgumentException if it is none, or more than one */
    static String of(String text) {
        if (!ONE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + HeaderText.of(text) + "\" is not one address name@domain in ASCII characters");
        }
        return text;
    }
}
