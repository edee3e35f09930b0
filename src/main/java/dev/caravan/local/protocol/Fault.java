package dev.caravan.local.protocol;

import java.util.function.IntPredicate;

/** Something that goes wrong on purpose with one request. */
public sealed interface Fault {

    /** Nothing goes wrong. */
    record None() implements Fault {}

    /**
     * The request is refused and has no effect; a throttle is such an error, of the service's own type.
     *
     * @param error what the client is told
     */
    record Refused(AwsError error) implements Fault {}

    /** The request has its effect, then the connection (HTTP/2: the stream) is closed without an answer. */
    record LostReply() implements Fault {}

    /**
     * The chosen entries of a batch request fail, the others have their effect.
     *
     * @param failing tells by index which entries fail
     */
    record Partial(IntPredicate failing) implements Fault {}
}
