package dev.caravan.object;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Any text as part of a key's segment: letters, digits, {@code . _ -} stand for themselves, every other byte of its
 * UTF-8 form is {@code %XX} in upper case. Different texts never give the same part.
 *
 * <p>Hive escapes fewer characters (control characters, quotes, hash, percent, asterisk, slash, colon, equals, question
 * mark, backslash, caret, brackets), and by UTF-16 unit. What both escape looks the same; ASCII that only we escape is
 * read back right by Hive's unescaping; a non-ASCII value is read back by it as the Latin-1 form of its UTF-8 bytes.
 */
public final class PercentEncoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** @throws IllegalArgumentException if half of a surrogate pair stands alone: such a text has no UTF-8 form */
    public static String encode(String text) {
        if (text.chars().allMatch(PercentEncoding::isPlain)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        ByteBuffer bytes = utf8(text);
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xff;
            if (isPlain(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[b >> 4]).append(HEX[b & 0xf]);
            }
        }
        return encoded.toString();
    }

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A text with half of a surrogate pair has no UTF-8 form", e);
        }
    }

    private static boolean isPlain(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '.' || c == '_' || c == '-';
    }
}
