package dev.caravan.local.kinesis.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Consecutive records of a shard with an index over them. Not for several threads. */
final class Segment {

    private static final int REPLAY_BYTES = 4 << 20;

    private final long firstIndex;
    private final SegmentStorage storage;
    private int[] positions = new int[256];
    private long[] arrivals = new long[256];
    private int count;

    Segment(long firstIndex, SegmentStorage storage) {
        this.firstIndex = firstIndex;
        this.storage = storage;
    }

    /**
     * Finds the records that the storage holds already.
     *
     * @return how many bytes behind the last whole record were left out
     */
    int replay() {
        int position = 0;
        while (position < storage.size()) {
            ByteBuffer part = storage.read(position, Math.min(replayLength(position), storage.size() - position));
            int start = position - part.position();
            int length = Frame.wholeLength(part);
            if (length == 0) {
                return storage.size() - position;
            }
            while (length > 0) {
                add(start + part.position(), Frame.arrivalMillis(part));
                part.position(part.position() + length);
                length = Frame.wholeLength(part);
            }
            position = start + part.position();
        }
        return 0;
    }

    /** Forgets bytes at the end that are no whole record. */
    void dropTail(int bytes) {
        storage.truncate(storage.size() - bytes);
    }

    long firstIndex() {
        return firstIndex;
    }

    long nextIndex() {
        return firstIndex + count;
    }

    int bytes() {
        return storage.size();
    }

    /** When the newest record arrived; the beginning of time without records. */
    long lastArrivalMillis() {
        return count == 0 ? Long.MIN_VALUE : arrivals[count - 1];
    }

    long arrivalMillis(long index) {
        return arrivals[(int) (index - firstIndex)];
    }

    void append(long arrivalMillis, String partitionKey, byte[] data) {
        int position = storage.size();
        storage.append(Frame.encode(arrivalMillis, partitionKey, data));
        add(position, arrivalMillis);
    }

    /** The first record that arrived at this time or later, or {@link #nextIndex}. */
    long firstIndexSince(long millis) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (arrivals[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return firstIndex + low;
    }

    /**
     * Adds records to {@code found}, from an index of this segment on.
     *
     * @param maxRecords how many at most
     * @param maxBytes how many bytes of keys and data at most; the very first record of {@code found} passes always
     * @return the bytes of keys and data added
     */
    int read(long index, int maxRecords, int maxBytes, List<StoredRecord> found) {
        int from = (int) (index - firstIndex);
        int to = from;
        int payload = 0;
        while (to < count && to - from < maxRecords) {
            int bytes = end(to) - positions[to] - Frame.OVERHEAD_BYTES;
            boolean first = found.isEmpty() && to == from;
            if (!first && payload + bytes > maxBytes) {
                break;
            }
            payload += bytes;
            to++;
        }
        if (to > from) {
            ByteBuffer frames = storage.read(positions[from], end(to - 1) - positions[from]);
            for (int i = from; i < to; i++) {
                found.add(Frame.decode(firstIndex + i, frames));
            }
        }
        return payload;
    }

    void close() {
        storage.close();
    }

    void delete() {
        storage.delete();
    }

    private int replayLength(int position) {
        if (storage.size() - position < Frame.OVERHEAD_BYTES) {
            return Frame.OVERHEAD_BYTES;
        }
        long stated = Frame.statedLength(storage.read(position, Integer.BYTES));
        return (int) Math.min(Integer.MAX_VALUE, Math.max(REPLAY_BYTES, stated));
    }

    private int end(int place) {
        return place + 1 < count ? positions[place + 1] : storage.size();
    }

    private void add(int position, long arrivalMillis) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, 2 * count);
            arrivals = Arrays.copyOf(arrivals, 2 * count);
        }
        positions[count] = position;
        arrivals[count] = arrivalMillis;
        count++;
    }
}
