package dev.caravan.local.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A place in a shard from where records are read, good for five minutes.
 *
 * @param stream the stream's name
 * @param createdMillis when the stream was made: a new stream of the same name is another one
 * @param shardNumber the shard
 * @param index the index of the next record
 * @param issuedMillis when the iterator was given out, milliseconds since 1970
 */
record ShardIterator(String stream, long createdMillis, int shardNumber, long index, long issuedMillis) {

    private static final String KIND = "iterator";
    private static final long LIFE_MILLIS = Duration.ofMinutes(5).toMillis();

    /** Reads a token. */
    static ShardIterator open(Tokens tokens, String token) {
        List<String> fields =
                tokens.open(KIND, token).orElseThrow(() -> KinesisErrors.invalidArgument("Invalid ShardIterator."));
        return new ShardIterator(
                fields.get(0),
                Long.parseLong(fields.get(1)),
                Integer.parseInt(fields.get(2)),
                Long.parseLong(fields.get(3)),
                Long.parseLong(fields.get(4)));
    }

    String seal(Tokens tokens) {
        return tokens.seal(
                KIND,
                List.of(
                        stream,
                        Long.toString(createdMillis),
                        Integer.toString(shardNumber),
                        Long.toString(index),
                        Long.toString(issuedMillis)));
    }

    void checkAge(long nowMillis) {
        if (nowMillis - issuedMillis > LIFE_MILLIS) {
            throw KinesisErrors.expiredIterator("Iterator expired. The iterator was created at time "
                    + Instant.ofEpochMilli(issuedMillis) + " while right now it is " + Instant.ofEpochMilli(nowMillis)
                    + " which is further in the future than the tolerated delay of " + LIFE_MILLIS + " milliseconds.");
        }
    }

    /** The iterator behind the records read. */
    ShardIterator advance(long nextIndex, long nowMillis) {
        return new ShardIterator(stream, createdMillis, shardNumber, nextIndex, nowMillis);
    }
}
