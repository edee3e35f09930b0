package dev.caravan.local.glue.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.caravan.local.glue.infer.FileContent.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Objects in memory, and what the classifier says about them. */
final class Contents {
    private Contents() {}

    static FileContent classify(String text) {
        return classify(text.getBytes(UTF_8));
    }

    static FileContent classify(byte[] bytes) {
        return FileClassifier.classify(object(bytes));
    }

    static Records records(String text) {
        return records(text.getBytes(UTF_8));
    }

    static Records records(byte[] bytes) {
        FileContent content = classify(bytes);
        assertThat(content).isInstanceOf(Records.class);
        return (Records) content;
    }

    /** The columns as {@code name type, name type}. */
    static String columns(Records records) {
        return records.schema().columns().fields().entrySet().stream()
                .map((Map.Entry<String, HiveType> column) ->
                        column.getKey() + " " + column.getValue().text())
                .collect(Collectors.joining(", "));
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] zstd(String text) {
        return Zstd.compress(text.getBytes(UTF_8));
    }

    static ObjectBytes object(byte[] bytes) {
        return new ObjectBytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] read(long from, int length) {
                return Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + length));
            }
        };
    }
}
