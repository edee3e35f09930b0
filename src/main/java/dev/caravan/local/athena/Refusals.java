package dev.caravan.local.athena;

import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import java.util.List;

/** The errors of Athena's API. */
final class Refusals {
    private Refusals() {}

    static AwsError invalidRequest(String message) {
        return AwsError.badRequest("InvalidRequestException", message);
    }

    /** Refuses members that would change what happens and do nothing here, rather than to pass over them. */
    static void requireNone(AwsInput input, List<String> unsupported) {
        for (String member : unsupported) {
            if (input.has(member)) {
                throw invalidRequest(member + " is not supported here: leave it out");
            }
        }
    }

    static AwsError tooManyRequests(String message) {
        return AwsError.badRequest("TooManyRequestsException", message);
    }

    static AwsError metadata(String message) {
        return AwsError.badRequest("MetadataException", message);
    }
}
