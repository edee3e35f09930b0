package dev.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory under {@code target/} for the data of the shared services, removed with all it holds. */
record SharedDirectory(Path path) implements AutoCloseable {
    static SharedDirectory create() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return new SharedDirectory(Files.createTempDirectory(target, "shared-services-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path of(String service) {
        return path.resolve(service);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : childrenFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
