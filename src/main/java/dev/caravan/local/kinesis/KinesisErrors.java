package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.Fault;

/** The refusals of Kinesis by AWS's names. */
public final class KinesisErrors {

    static final String THROUGHPUT_EXCEEDED = "ProvisionedThroughputExceededException";

    private KinesisErrors() {}

    /** A fault for tests: the request is throttled. */
    public static Fault throttle() {
        return new Fault.Refused(AwsError.badRequest(
                THROUGHPUT_EXCEEDED, "Rate exceeded for a shard: this local Kinesis was asked to throttle."));
    }

    /** A fault for tests: the shard iterator is too old. */
    public static Fault expireIterator() {
        return new Fault.Refused(expiredIterator("Iterator expired: this local Kinesis was asked to expire it."));
    }

    static AwsError notFound(String message) {
        return AwsError.badRequest("ResourceNotFoundException", message);
    }

    static AwsError inUse(String message) {
        return AwsError.badRequest("ResourceInUseException", message);
    }

    static AwsError invalidArgument(String message) {
        return AwsError.badRequest("InvalidArgumentException", message);
    }

    static AwsError validation(String message) {
        return AwsError.badRequest("ValidationException", message);
    }

    static AwsError limitExceeded(String message) {
        return AwsError.badRequest("LimitExceededException", message);
    }

    static AwsError expiredIterator(String message) {
        return AwsError.badRequest("ExpiredIteratorException", message);
    }

    static AwsError expiredNextToken(String message) {
        return AwsError.badRequest("ExpiredNextTokenException", message);
    }
}
