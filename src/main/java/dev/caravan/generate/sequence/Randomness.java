package dev.caravan.generate.sequence;

import java.nio.ByteBuffer;

/** Pseudo-random words by index instead of by state: the finalizer of SplitMix64 over a key of 32 bytes. */
final class Randomness {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long[] key = new long[4];

    Randomness(byte[] digest) {
        ByteBuffer.wrap(digest).asLongBuffer().get(key);
    }

    /** The word of an index for one purpose; equal arguments give equal words. */
    long word(int purpose, long index) {
        long inner = mix(index * GOLDEN_GAMMA + key[purpose & 3]);
        return mix(inner ^ key[(purpose + 1) & 3] + purpose * GOLDEN_GAMMA);
    }

    /** A number from 0 to {@code bound - 1}. */
    long below(int purpose, long index, long bound) {
        return Long.remainderUnsigned(word(purpose, index), bound);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
