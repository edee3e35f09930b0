package dev.caravan.report.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Mail addresses as settings and commands name them: {@code name@domain}, without anything that could be another header. */
public final class Addresses {

    /** Narrower than RFC 5321 allows: no quoted names, no address literals. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    private Addresses() {}

    /**
     * Sorted, each once, the domain in lower case.
     *
     * @param text separated by commas
     * @throws IllegalArgumentException naming what is no address
     */
    public static List<String> parse(String option, String text) {
        List<String> addresses = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(address -> one(option, address))
                .sorted()
                .distinct()
                .toList();
        return addresses;
    }

    /** @throws IllegalArgumentException if it is none */
    public static String one(String option, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(option + ": " + (address.isEmpty() ? "an empty text" : address)
                    + " is no mail address: write name@domain, several separated by commas");
        }
        int at = address.lastIndexOf('@');
        return address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    }
}
