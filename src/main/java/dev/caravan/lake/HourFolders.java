package dev.caravan.lake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code dt=YYYY-MM-DD/hour=HH} in UTC. Remembers some hours: most records share a few. Thread-safe. */
final class HourFolders {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int SECONDS = 3600;
    private static final int MAX_REMEMBERED = 1000;

    private final Map<Long, String> remembered = new ConcurrentHashMap<>();

    String of(Instant time) {
        long hour = Math.floorDiv(time.getEpochSecond(), SECONDS);
        String known = remembered.get(hour);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        String folders = FORM.format(time);
        remembered.put(hour, folders);
        return folders;
    }
}
