package dev.caravan.local.athena.workgroup;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A work group.
 *
 * @param description may be null
 * @param outputLocation where results go, {@code s3://BUCKET/PREFIX/}; null if each query says so
 * @param enforced whether a query's own settings are ignored
 * @param scanLimit bytes that one query may read at most; null for no limit
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
        Instant created) {
    /** The one that always exists. */
    public static final String PRIMARY = "primary";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
    private static final long MIN_SCAN_LIMIT = 10_000_000;

    /** @throws IllegalArgumentException if the name or the limit is not one that Athena takes */
    public WorkGroup {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The work group name " + name + " does not match " + NAME);
        }
        if (scanLimit != null && scanLimit < MIN_SCAN_LIMIT) {
            throw new IllegalArgumentException(
                    "BytesScannedCutoffPerQuery must be at least " + MIN_SCAN_LIMIT + ", not " + scanLimit);
        }
        Objects.requireNonNull(created, "created");
    }

    static WorkGroup primary(Instant created) {
        return new WorkGroup(PRIMARY, null, true, null, false, true, false, null, created);
    }
}
