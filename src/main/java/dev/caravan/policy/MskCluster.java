package dev.caravan.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kafka cluster of Amazon MSK with IAM access control. {@link IllegalArgumentException} for an ARN that is none of one.
 *
 * @param arn {@code arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/UUID}
 */
public record MskCluster(String arn) {

    private static final Pattern ARN = Pattern.compile("(arn:aws:kafka:[a-z0-9-]+:\\d{12}:)cluster(/[^/*]+/[^/*]+)");

    public MskCluster {
        if (!ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException(
                    "An MSK cluster is arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/UUID, got " + arn);
        }
    }

    public String topic(String name) {
        return of("topic", name);
    }

    public String group(String name) {
        return of("group", name);
    }

    public String transactionalId(String id) {
        return of("transactional-id", id);
    }

    private String of(String kind, String name) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalStateException("Checked when it was made: " + arn);
        }
        return parts.group(1) + kind + parts.group(2) + "/" + name;
    }
}
