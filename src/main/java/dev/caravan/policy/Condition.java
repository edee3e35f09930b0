package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One comparison of a key of the request; all conditions of a statement must hold.
 *
 * @param key for example {@code aws:SourceAccount}
 * @param values of which one must match, or, for a negated operator, none; never empty
 */
public record Condition(Operator operator, String key, List<String> values) {

    public Condition {
        requireNonNull(operator, "operator");
        requireNonNull(key, "key");
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A condition on " + key + " needs a value");
        }
    }

    static Condition of(Operator operator, String key, String... values) {
        return new Condition(operator, key, List.of(values));
    }
}
