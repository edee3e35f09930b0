package dev.caravan.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Start line and header fields of a request or an answer as they came, byte for byte (RFC 9112, section 2). */
record HttpHead(byte[] raw) {

    private static final int MAX_BYTES = 64 * 1024;

    HttpHead(Stream<String> lines) {
        this((String.join("\r\n", lines.toList()) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next head of a connection; empty if the connection ended before it began. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int matched = 0; matched < 4; ) {
            int next = in.read();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("The connection ended within a head of " + bytes.size() + " bytes so far");
            }
            if (bytes.size() == MAX_BYTES) {
                throw new ProtocolException("A head of more than " + MAX_BYTES + " bytes");
            }
            bytes.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(new HttpHead(bytes.toByteArray()));
    }

    private List<String> lines() {
        return new String(raw, StandardCharsets.ISO_8859_1).strip().lines().toList();
    }

    /** A word of the start line, counted from 0: method, target and version, or version, status and reason. */
    String startWord(int index) {
        return lines().get(0).split(" ", 3)[index];
    }

    /** The value of the first field of a name, whose case does not matter. */
    Optional<String> field(String name) {
        return lines().stream()
                .skip(1)
                .filter(line -> isField(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    boolean has(String name, String value) {
        return field(name)
                .map(found -> found.toLowerCase(Locale.ROOT))
                .filter(value::equals)
                .isPresent();
    }

    /** This head, but with one field of that name, at the end. */
    HttpHead with(String name, String value) {
        return new HttpHead(Stream.concat(without(name).lines().stream(), Stream.of(name + ": " + value)));
    }

    HttpHead without(String name) {
        List<String> kept = new ArrayList<>(lines());
        kept.subList(1, kept.size()).removeIf(line -> isField(line, name));
        return new HttpHead(kept.stream());
    }

    private static boolean isField(String line, String name) {
        return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }
}
