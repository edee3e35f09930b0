package dev.caravan.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Bytes of a record as a terminal may show them: the text, if they are UTF-8 without control characters other than tabs
 * and line ends, else hexadecimal. A record steers no terminal.
 */
final class RecordText {

    private static final int ROW = 16;

    private final byte[] bytes;

    RecordText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Over as many lines as it takes; bytes that are no text with their places and, beside them, what is ASCII. */
    String text() {
        return utf8().filter(text -> isHarmless(text.replace("\r\n", "\n").replaceAll("[\n\t]", " ")))
                .orElseGet(this::dump);
    }

    /** In one line. */
    String inLine() {
        return utf8().filter(RecordText::isHarmless)
                .orElseGet(() -> "hex " + HexFormat.of().formatHex(bytes));
    }

    /** A text that we wrote ourselves, in one line. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isHarmless(c) ? c : ' '));
        return printable.toString();
    }

    private static boolean isHarmless(String text) {
        return text.codePoints().allMatch(RecordText::isHarmless);
    }

    /** Neither a control character nor one that only changes how others are shown, such as their direction. */
    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.UNASSIGNED;
    }

    private Optional<String> utf8() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private String dump() {
        StringBuilder dump = new StringBuilder();
        for (int at = 0; at < bytes.length; at += ROW) {
            StringBuilder hex = new StringBuilder();
            StringBuilder ascii = new StringBuilder();
            for (int i = at; i < Math.min(bytes.length, at + ROW); i++) {
                hex.append(String.format("%02x ", bytes[i]));
                ascii.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            dump.append(String.format("%08x  %-48s |%s|%n", at, hex, ascii));
        }
        return dump.toString().stripTrailing();
    }
}
