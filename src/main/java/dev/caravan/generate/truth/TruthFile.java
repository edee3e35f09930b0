package dev.caravan.generate.truth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The form of a truth file: JSON, snake case, with a version. */
final class TruthFile {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TruthFile() {}

    private record Form(
            @JsonProperty int version, @JsonProperty List<RunTruth> runs) {}

    static Truth read(Path file) throws IOException {
        try {
            Form form = JSON.readValue(Files.readAllBytes(file), Form.class);
            if (form.version() != VERSION) {
                throw new IOException("cannot read the truth file " + file + ": it has version " + form.version()
                        + ", this program knows version " + VERSION);
            }
            return new Truth(form.runs());
        } catch (JsonProcessingException notTruth) {
            throw new IOException(
                    "cannot read the truth file " + file + ": " + notTruth.getOriginalMessage(), notTruth);
        }
    }

    static void write(Truth truth, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path draft = Files.createTempFile(target.getParent(), file.getFileName().toString(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(new Form(VERSION, truth.runs())));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
