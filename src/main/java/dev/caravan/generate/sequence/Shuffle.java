package dev.caravan.generate.sequence;

/**
 * A pseudo-random permutation of 0..size-1 in constant memory: a Feistel network over the next even power of two, walked
 * until it falls into the range. Gives exact shares in random order.
 */
final class Shuffle {
    private static final int ROUNDS = 4;

    private final long size;
    private final int halfBits;
    private final Randomness randomness;

    Shuffle(long size, Randomness randomness) {
        this.size = size;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1));
        this.halfBits = (bits + 1) / 2;
        this.randomness = randomness;
    }

    long position(long index) {
        long position = network(index);
        while (position >= size) {
            position = network(position);
        }
        return position;
    }

    private long network(long value) {
        long mask = (1L << halfBits) - 1;
        long left = value >>> halfBits;
        long right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long swapped = left ^ (randomness.word(Purpose.SHUFFLE + round, right) & mask);
            left = right;
            right = swapped;
        }
        return (left << halfBits) | right;
    }
}
