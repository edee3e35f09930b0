package dev.caravan.local.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of 128-bit hash keys; a record goes to the shard whose range holds the MD5 of its partition key.
 *
 * @param start the first key
 * @param end the last key
 */
record HashKeyRange(BigInteger start, BigInteger end) {

    private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    /** The last of all keys, 2^128 - 1. */
    static final BigInteger MAX = KEYS.subtract(BigInteger.ONE);

    HashKeyRange {
        if (start.signum() < 0 || start.compareTo(end) > 0 || end.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("No range of 128-bit hash keys: " + start + " to " + end);
        }
    }

    /** All keys, cut evenly as CreateStream does. */
    static List<HashKeyRange> even(int count) {
        List<HashKeyRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranges.add(
                    new HashKeyRange(boundary(i, count), boundary(i + 1, count).subtract(BigInteger.ONE)));
        }
        return ranges;
    }

    /** The hash key of a partition key: the MD5 of its UTF-8 form as an unsigned number. */
    static BigInteger hashKey(String partitionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, which every Java has to have.", e);
        }
    }

    boolean contains(BigInteger key) {
        return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
    }

    boolean contains(HashKeyRange other) {
        return contains(other.start) && contains(other.end);
    }

    /** Whether one range begins where the other ends. */
    boolean isAdjacentTo(HashKeyRange other) {
        return end.add(BigInteger.ONE).equals(other.start)
                || other.end.add(BigInteger.ONE).equals(start);
    }

    /** The keys below a key of this range. */
    HashKeyRange below(BigInteger key) {
        return new HashKeyRange(start, key.subtract(BigInteger.ONE));
    }

    /** The keys of this range from a key on. */
    HashKeyRange from(BigInteger key) {
        return new HashKeyRange(key, end);
    }

    /** This range and an adjacent one. */
    HashKeyRange with(HashKeyRange other) {
        return new HashKeyRange(start.min(other.start), end.max(other.end));
    }

    private static BigInteger boundary(int place, int count) {
        return KEYS.multiply(BigInteger.valueOf(place)).divide(BigInteger.valueOf(count));
    }
}
