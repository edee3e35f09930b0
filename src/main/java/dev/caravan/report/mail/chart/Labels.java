package dev.caravan.report.mail.chart;

/** Names from data, as they fit beside a bar. */
final class Labels {

    private static final int MAX_CODE_POINTS = 28;

    private Labels() {}

    static String cut(String text) {
        String plain = text.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]+", " ");
        return plain.codePointCount(0, plain.length()) <= MAX_CODE_POINTS
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, MAX_CODE_POINTS - 1))
                                .stripTrailing() + "…";
    }
}
