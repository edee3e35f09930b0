package dev.caravan.faults;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code target/faults/verdict.json}: an array with an object for each run of this JVM. */
final class VerdictFile {

    private static final Path FILE = Path.of("target/faults/verdict.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<Verdict> RUNS = new ArrayList<>();

    private VerdictFile() {}

    static synchronized void add(Verdict verdict) throws IOException {
        RUNS.add(verdict);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, JSON.writeValueAsString(RUNS) + "\n");
    }

    static List<Verdict> read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), new TypeReference<>() {});
    }
}
