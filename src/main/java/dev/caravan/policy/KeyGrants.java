package dev.caravan.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Use of the KMS key, through the services that hold the data and in no other way. Nothing without a key. */
final class KeyGrants {

    private final Optional<String> key;
    private final String region;

    KeyGrants(PolicySettings settings) {
        this.key = settings.kmsKey();
        this.region = settings.arns().region();
    }

    Stream<Statement> reading(String... services) {
        return of(List.of("kms:Decrypt"), services);
    }

    /** S3 and Kinesis ask for a data key to write, and DynamoDB decrypts the table's own. */
    Stream<Statement> readingAndWriting(String... services) {
        return of(List.of("kms:Decrypt", "kms:GenerateDataKey"), services);
    }

    /** To have a stream encrypted with it; a bucket's default needs no permission of the key. */
    Stream<Statement> attaching(String... services) {
        return of(List.of("kms:DescribeKey"), services);
    }

    private Stream<Statement> of(List<String> actions, String... services) {
        List<String> through = Stream.of(services)
                .map(service -> service + "." + region + ".amazonaws.com")
                .toList();
        return key.stream()
                .map(arn -> Statement.allow(
                        "UseKey",
                        actions,
                        List.of(arn),
                        new Condition(Operator.STRING_EQUALS, "kms:ViaService", through)));
    }
}
