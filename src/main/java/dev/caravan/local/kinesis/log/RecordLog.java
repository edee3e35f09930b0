package dev.caravan.local.kinesis.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of one shard, for several threads. */
public final class RecordLog {

    private static final Logger LOG = LoggerFactory.getLogger(RecordLog.class);
    private static final int MEMORY_SEGMENT_BYTES = 4 << 20;
    private static final int FILE_SEGMENT_BYTES = 64 << 20;
    private static final String SUFFIX = ".segment";
    private static final long FIRST_INDEX = 1;

    private final LongFunction<SegmentStorage> storages;
    private final int segmentBytes;
    /** By first index; never empty, the last one grows. */
    private final TreeMap<Long, Segment> segments = new TreeMap<>();

    private boolean closed;

    private RecordLog(LongFunction<SegmentStorage> storages, int segmentBytes) {
        this.storages = storages;
        this.segmentBytes = segmentBytes;
    }

    /** An empty log that is gone with the process. */
    public static RecordLog inMemory() {
        return inMemory(MEMORY_SEGMENT_BYTES);
    }

    static RecordLog inMemory(int segmentBytes) {
        RecordLog log = new RecordLog(firstIndex -> new MemoryStorage(), segmentBytes);
        log.addSegment(FIRST_INDEX);
        return log;
    }

    /**
     * Opens the log in a directory, which is created if absent.
     *
     * @throws UncheckedIOException if the directory cannot be used, or a segment other than the last is damaged
     */
    public static RecordLog open(Path directory) {
        return open(directory, FILE_SEGMENT_BYTES);
    }

    static RecordLog open(Path directory, int segmentBytes) {
        RecordLog log = new RecordLog(
                firstIndex ->
                        new FileStorage(directory.resolve(String.format(Locale.ROOT, "%019d%s", firstIndex, SUFFIX))),
                segmentBytes);
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> Long.valueOf(name.substring(0, name.length() - SUFFIX.length())))
                        .sorted()
                        .forEach(log::addSegment);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the shard's records in " + directory, e);
        }
        if (log.segments.isEmpty()) {
            log.addSegment(FIRST_INDEX);
        }
        log.replay(directory);
        return log;
    }

    /** Adds a record; its time of arrival is not earlier than its predecessor's. */
    public synchronized StoredRecord append(long nowMillis, String partitionKey, byte[] data) {
        checkOpen();
        Segment last = last();
        long arrivalMillis = Math.max(nowMillis, lastArrivalMillis());
        if (last.bytes() >= segmentBytes) {
            last = addSegment(last.nextIndex());
        }
        long index = last.nextIndex();
        last.append(arrivalMillis, partitionKey, data);
        return new StoredRecord(index, arrivalMillis, partitionKey, data);
    }

    /** The index that the next record will get. */
    public synchronized long nextIndex() {
        return last().nextIndex();
    }

    /** The index of the first record that arrived at this time or later, or {@link #nextIndex}. */
    public synchronized long firstIndexSince(long millis) {
        for (Segment segment : segments.values()) {
            if (segment.lastArrivalMillis() >= millis) {
                return segment.firstIndexSince(millis);
            }
        }
        return nextIndex();
    }

    /** When a record arrived; empty if it is not there (yet or any more). */
    public synchronized Optional<Long> arrivalMillis(long index) {
        Map.Entry<Long, Segment> entry = segments.floorEntry(index);
        if (entry == null || index >= entry.getValue().nextIndex()) {
            return Optional.empty();
        }
        return Optional.of(entry.getValue().arrivalMillis(index));
    }

    /**
     * Reads records in order.
     *
     * @param index where to begin; records that are gone are skipped
     * @param maxRecords how many at most
     * @param maxBytes how many bytes of keys and data at most; one record comes in any case
     */
    public synchronized List<StoredRecord> read(long index, int maxRecords, int maxBytes) {
        checkOpen();
        List<StoredRecord> found = new ArrayList<>();
        long next = Math.max(index, segments.firstKey());
        int bytes = 0;
        while (found.size() < maxRecords && next < nextIndex()) {
            Segment segment = segments.floorEntry(next).getValue();
            int before = found.size();
            bytes += segment.read(next, maxRecords - before, maxBytes - bytes, found);
            if (found.size() == before) {
                break;
            }
            next += found.size() - before;
            if (next < segment.nextIndex()) {
                break;
            }
        }
        return found;
    }

    /** Removes the segments whose records are all older; the last segment stays. */
    public synchronized void dropOlderThan(long millis) {
        while (segments.size() > 1 && segments.firstEntry().getValue().lastArrivalMillis() < millis) {
            segments.pollFirstEntry().getValue().delete();
        }
    }

    /** Gives back what the system lent; the records stay. */
    public synchronized void close() {
        if (!closed) {
            closed = true;
            segments.values().forEach(Segment::close);
        }
    }

    /** Removes all records for good. */
    public synchronized void delete() {
        closed = true;
        segments.values().forEach(Segment::delete);
    }

    private void replay(Path directory) {
        for (Segment segment : segments.values()) {
            int left = segment.replay();
            Long following = segments.higherKey(segment.firstIndex());
            if (following == null && left > 0) {
                LOG.warn("A record in {} was cut off: {} bytes dropped", directory, left);
                segment.dropTail(left);
            } else if (following != null && (left > 0 || segment.nextIndex() != following)) {
                throw new UncheckedIOException(new IOException("The shard's records in " + directory
                        + " are damaged behind record " + (segment.nextIndex() - 1)
                        + ": remove the data directory, or restore it."));
            }
        }
    }

    private long lastArrivalMillis() {
        // a fresh last segment has no record yet, its predecessor has
        return segments.descendingMap().values().stream()
                .limit(2)
                .mapToLong(Segment::lastArrivalMillis)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private Segment last() {
        return segments.lastEntry().getValue();
    }

    private Segment addSegment(long firstIndex) {
        Segment segment = new Segment(firstIndex, storages.apply(firstIndex));
        segments.put(firstIndex, segment);
        return segment;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The shard's records are closed.");
        }
    }
}
