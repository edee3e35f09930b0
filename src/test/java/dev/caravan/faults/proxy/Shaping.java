package dev.caravan.faults.proxy;

import java.time.Duration;
import java.util.Random;

/**
 * How bytes travel in each direction.
 *
 * @param latency of every byte; they keep their order
 * @param jitter up to which more is added by chance
 * @param bytesPerSecond of all connections together; 0 for no bound
 * @param sliceBytes written at once; 0 for no bound
 * @param slicePause after each slice
 */
record Shaping(
        Duration latency, Duration jitter, Random random, int bytesPerSecond, int sliceBytes, Duration slicePause) {
    static final Shaping NONE = new Shaping(Duration.ZERO, Duration.ZERO, new Random(0), 0, 0, Duration.ZERO);
    private static final int PIECES_PER_SECOND = 20;

    Shaping {
        if (latency.isNegative() || jitter.isNegative() || slicePause.isNegative()) {
            throw new IllegalArgumentException("Bytes cannot travel back in time");
        }
        if (bytesPerSecond < 0 || sliceBytes < 0) {
            throw new IllegalArgumentException("A bound is 0 (none) or more bytes");
        }
    }

    long delayNanos() {
        return latency.toNanos() + Math.round(jitter.toNanos() * random.nextDouble());
    }

    /** How much of so many bytes is written at once: what a new setting cannot change any more. */
    int piece(int bytes) {
        int piece = sliceBytes == 0 ? bytes : Math.min(bytes, sliceBytes);
        return bytesPerSecond == 0 ? piece : Math.min(piece, Math.max(1, bytesPerSecond / PIECES_PER_SECOND));
    }
}
