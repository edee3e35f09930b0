package dev.caravan.local.protocol;

import java.util.Map;

/**
 * What a stand-in answers.
 *
 * @param name the service's name in a credential scope, for example {@code kinesis}
 * @param targetPrefix what stands before the dot of {@code X-Amz-Target}, for example {@code Kinesis_20131202}
 * @param operations the operations by name; all others are refused with {@code UnknownOperationException}
 */
public record AwsService(String name, String targetPrefix, Map<String, AwsOperation> operations) {

    public AwsService {
        if (name.isBlank() || targetPrefix.isBlank()) {
            throw new IllegalArgumentException("A service needs a name and a target prefix.");
        }
        operations = Map.copyOf(operations);
    }
}
