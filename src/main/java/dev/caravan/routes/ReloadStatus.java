package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What became of the last edit of the routes. */
public sealed interface ReloadStatus {

    /** What runs is what the files say, and no route has been edited since the start or since a refusal. */
    record Unchanged() implements ReloadStatus {}

    /** Ids of the routes that the edit touched. */
    record Applied(Instant at, Set<String> added, Set<String> changed, Set<String> removed) implements ReloadStatus {

        public Applied {
            requireNonNull(at, "at");
            added = Set.copyOf(added);
            changed = Set.copyOf(changed);
            removed = Set.copyOf(removed);
        }

        /** {@code changed a, b; added c}. */
        public String text() {
            StringBuilder text = new StringBuilder();
            append(text, "changed", changed);
            append(text, "added", added);
            append(text, "removed", removed);
            return text.toString();
        }

        private static void append(StringBuilder text, String what, Set<String> ids) {
            if (!ids.isEmpty()) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(what)
                        .append(' ')
                        .append(String.join(", ", new TreeSet<>(ids)));
            }
        }
    }

    /**
     * What ran before goes on.
     *
     * @param problems one line each, at least one
     */
    record Refused(Instant at, List<String> problems) implements ReloadStatus {

        public Refused {
            requireNonNull(at, "at");
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("A refusal has a reason");
            }
        }
    }
}
