package dev.caravan.report.mail;

/** Text for a header: it can neither end it nor pretend to be encoded. */
final class HeaderText {

    private static final int MAX_CODE_POINTS = 200;
    private static final int MAX_TITLE = 120;

    private HeaderText() {}

    /** Control characters and those that turn text around are spaces; what looks like an encoded word is broken. */
    static String of(String text) {
        return of(text, MAX_CODE_POINTS);
    }

    /** The same so short that there is room for more behind it. */
    static String title(String text) {
        return of(text, MAX_TITLE);
    }

    private static String of(String text, int max) {
        String plain = text.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]+", " ")
                .replace("=?", "= ?")
                .strip();
        return plain.codePointCount(0, plain.length()) <= max
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, max - 1)).stripTrailing() + "…";
    }
}
