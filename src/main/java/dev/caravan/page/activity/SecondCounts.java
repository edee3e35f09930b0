package dev.caravan.page.activity;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts by the second, of the last ten minutes. Thread-safe; 5 KB, whatever is counted. */
public final class SecondCounts {

    /** How far back it remembers, in seconds. */
    public static final int SECONDS = 600;

    private final Clock clock;
    private final long startSecond;
    private final long[] counts = new long[SECONDS];
    private long second;

    public SecondCounts(Clock clock) {
        this.clock = clock;
        this.startSecond = clock.instant().getEpochSecond();
        this.second = startSecond;
    }

    public synchronized void add(long count) {
        moveOn();
        counts[slot(second)] += count;
    }

    /**
     * The mean of the last seconds, without the one that is not over; of fewer if it counts for a shorter time.
     *
     * @param seconds 1 to {@link #SECONDS} - 1
     */
    public synchronized double perSecond(int seconds) {
        moveOn();
        long over = Math.max(1, Math.min(seconds, second - startSecond));
        return (double) sum(second - over, over) / over;
    }

    /** Of the last seconds, the one under way included. */
    public synchronized long lately(int seconds) {
        moveOn();
        return sum(second - seconds + 1, seconds);
    }

    /**
     * Means a second, oldest first, of spans that begin at multiples of their width, so that a span keeps its value.
     *
     * @param width of a span in seconds, a divisor of {@link #SECONDS}
     */
    public synchronized List<Double> history(int width) {
        moveOn();
        long end = second / width * width;
        List<Double> means = new ArrayList<>();
        for (long begin = end - SECONDS + width; begin < end; begin += width) {
            means.add((double) sum(begin, width) / width);
        }
        return means;
    }

    private long sum(long from, long seconds) {
        long sum = 0;
        for (long at = Math.max(from, second - SECONDS + 1); at < from + seconds && at <= second; at++) {
            sum += counts[slot(at)];
        }
        return sum;
    }

    private void moveOn() {
        long now = clock.instant().getEpochSecond();
        if (now - second >= SECONDS) {
            Arrays.fill(counts, 0);
            second = now;
        }
        // A clock that is set back counts in the second it had reached.
        while (second < now) {
            second++;
            counts[slot(second)] = 0;
        }
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
