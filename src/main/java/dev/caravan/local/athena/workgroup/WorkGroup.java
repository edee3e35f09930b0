package dev.caravan.local.athena.workgroup;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A work group.
 *
 * @param description may be null
 * @param outputLocation where results go, {@code s3://BUCKET/PREFIX/}; null if each query says so
 * @param enforced whether a query's own settings are ignored
 * @param scanLimit bytes that one query may read at most; null for no limit
 * @param tags by key; null is none
 */
public record WorkGroup(
        String name,
        String description,
        boolean enabled,
        String outputLocation,
        boolean enforced,
        boolean publishesMetrics,
        boolean requesterPays,
        Long scanLimit,
        Instant created,
        Map<String, String> tags) {
    /** The one that always exists. */
    public static final String PRIMARY = "primary";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
    private static final long MIN_SCAN_LIMIT = 10_000_000;
    private static final int MAX_TAGS = 50;

    /** @throws IllegalArgumentException if the name, the limit or the number of tags is not one that Athena takes */
    public WorkGroup {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The work group name " + name + " does not match " + NAME);
        }
        if (scanLimit != null && scanLimit < MIN_SCAN_LIMIT) {
            throw new IllegalArgumentException(
                    "BytesScannedCutoffPerQuery must be at least " + MIN_SCAN_LIMIT + ", not " + scanLimit);
        }
        Objects.requireNonNull(created, "created");
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("A work group has " + MAX_TAGS + " tags at most, not " + tags.size());
        }
    }

    /** The same with all these tags and no others. */
    public WorkGroup withTags(Map<String, String> all) {
        return new WorkGroup(
                name,
                description,
                enabled,
                outputLocation,
                enforced,
                publishesMetrics,
                requesterPays,
                scanLimit,
                created,
                all);
    }

    static WorkGroup primary(Instant created) {
        return new WorkGroup(PRIMARY, null, true, null, false, true, false, null, created, Map.of());
    }
}
