package dev.caravan.local.athena;

import dev.caravan.local.protocol.AwsError;

/** The errors of Athena's API. */
final class Refusals {
    private Refusals() {}

    static AwsError invalidRequest(String message) {
        return AwsError.badRequest("InvalidRequestException", message);
    }

    static AwsError tooManyRequests(String message) {
        return AwsError.badRequest("TooManyRequestsException", message);
    }

    static AwsError metadata(String message) {
        return AwsError.badRequest("MetadataException", message);
    }
}
