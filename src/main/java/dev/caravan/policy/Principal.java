package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

/**
 * Whom a statement of a bucket or trust policy is about.
 *
 * @param kind {@code AWS}, {@code Service} or {@code Federated}
 * @param id ARN, service name, or {@code *}
 */
public record Principal(String kind, String id) {

    public Principal {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
    }

    /** Everybody, with or without credentials. */
    static Principal everybody() {
        return new Principal("AWS", "*");
    }

    static Principal service(String name) {
        return new Principal("Service", name);
    }
}
