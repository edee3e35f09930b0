package dev.caravan.provision.service;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What is there of a resource. */
public sealed interface State {

    /** Nothing. */
    record Absent() implements State {}

    /**
     * @param identity tells it from another of its name before or after it; empty if the service has nothing that does
     * @param changes what makes it as it is wanted; empty if it is
     * @param unsupported settings that the endpoint does not know, so that nobody can say how they are
     */
    record Found(Tagging tagging, String identity, List<Change> changes, List<String> unsupported) implements State {

        public Found {
            requireNonNull(tagging, "tagging");
            requireNonNull(identity, "identity");
            changes = List.copyOf(changes);
            unsupported = List.copyOf(unsupported);
        }
    }
}
