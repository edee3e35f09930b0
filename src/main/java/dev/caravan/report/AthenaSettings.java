package dev.caravan.report;

import dev.caravan.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * @param database default database of queries
 * @param output where Athena keeps results, {@code s3://BUCKET/PREFIX/}; empty where the work group says it
 * @param timeout after which a query is cancelled
 */
public record AthenaSettings(String database, String workGroup, Optional<String> output, Duration timeout) {

    public static AthenaSettings from(Settings settings) {
        return new AthenaSettings(
                settings.get("glue.database"),
                settings.get("athena.work-group"),
                settings.find("athena.output"),
                settings.duration("athena.query-timeout"));
    }
}
