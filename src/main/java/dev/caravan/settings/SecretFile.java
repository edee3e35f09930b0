package dev.caravan.settings;

import dev.caravan.failure.FileReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code {{file:/path}}}: the content of a file in UTF-8 without one last line feed, {@value #MAX_BYTES} bytes at most. */
public final class SecretFile {

    private static final int MAX_BYTES = 64 << 10;

    private SecretFile() {}

    /** @throws SettingsException if it cannot be read, is too large or no text, without any of its content */
    public static String read(String path) {
        byte[] bytes = bytes(path);
        if (bytes.length > MAX_BYTES) {
            throw new SettingsException("the file " + path + " is larger than 64 KB, which no secret is");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new SettingsException("the file " + path + " is not UTF-8");
        }
    }

    /** One more than allowed at most: what is too large, or has no end, is not read whole. */
    private static byte[] bytes(String path) {
        try (InputStream file = Files.newInputStream(Path.of(path))) {
            return file.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new SettingsException("the file " + path + " cannot be read: " + FileReason.of(e));
        } catch (InvalidPathException e) {
            throw new SettingsException("no file can be called " + path);
        }
    }
}
