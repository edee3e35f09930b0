package dev.caravan.generate.sequence;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.caravan.generate.profile.BadKind;
import dev.caravan.generate.profile.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Renders field values as the bytes of a JSON object (RFC 8259), or as something that is bad in a known way. */
final class JsonText {
    private static final int NONE = -1;
    private static final byte[] NOT_UTF8 = {(byte) 0xC3, 0x28};
    private static final String END = "\"}";

    private final String[] members;
    private final int firstInteger;

    JsonText(List<Field> fields) {
        this.members = fields.stream().map(field -> quoted(field.name()) + ":").toArray(String[]::new);
        this.firstInteger = fields.stream()
                .map(Field.IntegerRange.class::isInstance)
                .toList()
                .indexOf(true);
    }

    byte[] good(String[] values) {
        return bytes(render(values, NONE, NONE));
    }

    /** @param missing which field {@link BadKind#MISSING_FIELD} leaves out */
    byte[] bad(BadKind kind, String[] values, int missing) {
        return switch (kind) {
            case NOT_JSON -> {
                String whole = render(values, NONE, NONE);
                yield bytes(whole.substring(0, whole.length() - END.length()));
            }
            case MISSING_FIELD -> bytes(render(values, missing, NONE));
            case WRONG_TYPE -> bytes(render(values, NONE, firstInteger));
            case INVALID_UTF8 -> withInvalidBytes(good(values));
        };
    }

    private String render(String[] values, int missing, int unquoted) {
        StringBuilder text = new StringBuilder(160).append('{');
        for (int at = 0; at < values.length; at++) {
            if (at != missing) {
                text.append(text.length() == 1 ? "" : ",").append(members[at]);
                text.append(at == unquoted ? values[at] : quoted(values[at]));
            }
        }
        return text.append('}').toString();
    }

    /** Puts them into the last value, in front of its closing quote. */
    private static byte[] withInvalidBytes(byte[] json) {
        int end = json.length - END.length();
        byte[] bad = Arrays.copyOf(json, json.length + NOT_UTF8.length);
        System.arraycopy(NOT_UTF8, 0, bad, end, NOT_UTF8.length);
        System.arraycopy(json, end, bad, end + NOT_UTF8.length, END.length());
        return bad;
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
