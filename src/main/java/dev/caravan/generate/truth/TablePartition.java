package dev.caravan.generate.truth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Hive partition in which a record of an event time must lie, as {@code dt=2025-01-19/hour=12}, UTC. */
public final class TablePartition {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    private TablePartition() {}

    public static String of(Instant eventTime) {
        return FORM.format(eventTime);
    }
}
