package dev.caravan.local.glue.catalog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** One JSON document on disk that is replaced as a whole: after a crash it holds the old or the new state, never half. */
public final class JsonFile<T> {
    private final Path path;
    private final Class<T> type;
    private final JsonMapper mapper = AwsJson.mapper();

    public JsonFile(Path path, Class<T> type) {
        this.path = Objects.requireNonNull(path, "path");
        this.type = Objects.requireNonNull(type, "type");
    }

    /** The document, or empty when nothing was written yet. Fails when the file cannot be read as one. */
    public Optional<T> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.readValue(path.toFile(), type));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Reading " + path + " failed: " + e.getMessage()
                            + ". Restore the file, or delete it to start with an empty one.",
                    e);
        }
    }

    public void write(T document) {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            mapper.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), document);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Writing " + path + " failed: " + e + ". Is there space, and may this user write there?", e);
        }
    }
}
