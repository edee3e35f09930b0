package dev.caravan.observe;

/** Text of strangers in a line of a log: it neither begins a line of its own nor steers a terminal. */
final class Escapes {

    private Escapes() {}

    /** Control characters, line separators, and what turns the direction of text, as {@code \n}, {@code \t} or {@code \\u001B}. */
    static String of(String text) {
        if (text == null || text.codePoints().noneMatch(Escapes::isEscaped)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> append(escaped, (char) character));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, char character) {
        switch (character) {
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> {
                if (isEscaped(character)) {
                    escaped.append(String.format("\\u%04X", (int) character));
                } else {
                    escaped.append(character);
                }
            }
        }
    }

    private static boolean isEscaped(int character) {
        return Character.isISOControl(character)
                || character == 0x2028
                || character == 0x2029
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
