package dev.caravan.generate.truth;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a route without validation keeps: every record that is a JSON object, missing fields as null.
 *
 * @param kept all of them
 * @param groups by the group field's value
 * @param withoutGroup those that lack the group field
 */
public record Unvalidated(long kept, Map<String, Long> groups, long withoutGroup) {
    public Unvalidated {
        groups = new TreeMap<>(groups);
    }
}
