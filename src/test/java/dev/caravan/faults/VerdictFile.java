package dev.caravan.faults;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code target/faults/verdict.json}, an array with an object for each run, and the same as a Markdown table. */
final class VerdictFile {

    private static final Path FOLDER = Path.of("target/faults");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<Verdict> RUNS = new ArrayList<>();

    private VerdictFile() {}

    static synchronized void add(Verdict verdict) throws IOException {
        RUNS.add(verdict);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("verdict.json"), JSON.writeValueAsString(RUNS) + "\n");
        Files.writeString(FOLDER.resolve("verdict.md"), table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder(
                "| fault | seed | acknowledged | delivered | lost | phantom | duplicated"
                        + " | misplaced | corrupt | stale | recovery s | max RSS MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Verdict run : RUNS) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %.1f | %d |%n",
                    run.fault(),
                    run.seed(),
                    run.acknowledged(),
                    run.delivered(),
                    run.lost(),
                    run.phantom(),
                    run.duplicated(),
                    run.misplaced(),
                    run.corrupt(),
                    run.stale(),
                    run.recoverySeconds(),
                    run.maxRssMb()));
        }
        return table.toString();
    }
}
