package dev.caravan.shipped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of routes as written, before placeholders are replaced. */
record RouteFile(String name, String text, JsonNode root) {

    static RouteFile of(String name, String text) {
        try {
            return new RouteFile(name, text, new YAMLMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is not YAML", e);
        }
    }

    static List<RouteFile> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> yaml = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            return Stream.of(yaml.toArray(Path[]::new))
                    .map(file -> of(file.getFileName().toString(), read(file)))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
