package dev.caravan.deadletter;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.object.GzipStream;
import dev.caravan.object.NewObject;
import dev.caravan.object.ObjectContent;
import dev.caravan.object.ObjectName;
import dev.caravan.object.ObjectWriter;
import dev.caravan.object.PercentEncoding;
import dev.caravan.object.Prefix;
import dev.caravan.record.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters as gzipped JSON Lines in S3: {@code PREFIX/source=SOURCE/dt=YYYY-MM-DD/ROUTE-BATCH.json.gz}, one object
 * for each day (UTC) on which rejected records of a batch arrived, created if absent.
 *
 * <p>BATCH is {@code SOURCE-PARTITION-START-LINEAGE}. The lineage tells apart readers; the route is in the name because
 * two routes of one reader may share a prefix. Thread-safe.
 */
public final class S3DeadLetters implements DeadLetterWriter {

    private static final Logger LOG = LoggerFactory.getLogger(S3DeadLetters.class);

    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final ObjectWriter objects;
    private final Prefix prefix;

    /** @param objects writes to the bucket of the dead letters; its bucket is started and stopped by the caller */
    public S3DeadLetters(ObjectWriter objects, Prefix prefix) {
        this.objects = requireNonNull(objects, "objects");
        this.prefix = requireNonNull(prefix, "prefix");
    }

    @Override
    public void write(DeadLetters letters, Abandonment abandonment) {
        for (Map.Entry<String, List<Rejection>> day : byDay(letters).entrySet()) {
            create(object(letters, day.getKey(), day.getValue()), abandonment);
        }
        LOG.warn(
                "Batch {} of route {}: {} dead letters {} under s3://{}/{}",
                letters.range().id(),
                letters.route(),
                letters.rejections().size(),
                reasons(letters),
                objects.bucket().name(),
                folder(letters));
    }

    private void create(NewObject object, Abandonment abandonment) {
        try {
            objects.write(object, abandonment);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Writing " + object.name().key() + " failed: " + e, e);
        }
    }

    private NewObject object(DeadLetters letters, String day, List<Rejection> rejections) {
        ObjectName name = ObjectName.of(
                folder(letters).folder("dt=" + day),
                PercentEncoding.encode(letters.route()) + "-",
                letters.range(),
                ".json.gz");
        Map<String, String> metadata =
                Map.of("route", PercentEncoding.encode(letters.route()), "rows", Integer.toString(rejections.size()));
        return new NewObject(name, letters.range(), content(letters, rejections), metadata);
    }

    private Prefix folder(DeadLetters letters) {
        return prefix.folder(
                "source=" + PercentEncoding.encode(letters.range().partition().source()));
    }

    private static ObjectContent content(DeadLetters letters, List<Rejection> rejections) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (GzipStream gzip = new GzipStream(encoded, GzipStream.DEFAULT_LEVEL)) {
            for (Rejection rejection : rejections) {
                DeadLetterLine.write(letters, rejection, gzip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return new ObjectContent(encoded.toByteArray(), "application/x-ndjson", true);
    }

    private static Map<String, List<Rejection>> byDay(DeadLetters letters) {
        Map<String, List<Rejection>> days = new TreeMap<>();
        for (Rejection rejection : letters.rejections()) {
            days.computeIfAbsent(day(rejection.record().arrivalTime()), none -> new ArrayList<>())
                    .add(rejection);
        }
        return days;
    }

    /** A Kafka producer may set any timestamp, or none (-1); a day that is none is Hive's default partition. */
    private static String day(Instant arrival) {
        return arrival.isBefore(Instant.EPOCH) || !arrival.isBefore(YEAR_10000)
                ? "__HIVE_DEFAULT_PARTITION__"
                : LocalDate.ofInstant(arrival, ZoneOffset.UTC).toString();
    }

    private static Map<String, Long> reasons(DeadLetters letters) {
        return letters.rejections().stream()
                .collect(Collectors.groupingBy(
                        rejection -> rejection.reason().code(), TreeMap::new, Collectors.counting()));
    }
}
