package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one route will do.
 *
 * @param sources where its records come from, one line each
 * @param sinks what it writes to or calls, one line each
 * @param memory how much it can take at most, one line each
 * @param actions AWS actions that it needs
 */
public record Explanation(
        String route,
        String file,
        int line,
        List<String> sources,
        List<String> sinks,
        List<Lake> lakes,
        List<String> memory,
        List<String> actions) {

    /**
     * What one {@code lake:} step leaves.
     *
     * @param location {@code s3://BUCKET/PREFIX}
     * @param sampleKey of an object, made as for a real batch
     * @param table the statement that declares a table over the objects; empty if its columns are not known
     * @param objectsPerDay at least; empty if the source does not make batches
     * @param objectBytes before compression
     */
    public record Lake(
            String location,
            String sampleKey,
            Optional<String> table,
            Optional<Long> objectsPerDay,
            Optional<Long> objectBytes) {

        public Lake {
            requireNonNull(location, "location");
            requireNonNull(sampleKey, "sampleKey");
            requireNonNull(table, "table");
            requireNonNull(objectsPerDay, "objectsPerDay");
            requireNonNull(objectBytes, "objectBytes");
        }
    }

    public Explanation {
        requireNonNull(route, "route");
        requireNonNull(file, "file");
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
        lakes = List.copyOf(lakes);
        memory = List.copyOf(memory);
        actions = List.copyOf(actions);
    }
}
