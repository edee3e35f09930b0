package dev.caravan.aws;

import java.util.Locale;

/** The services that Caravan talks to; {@link #key()} is the word used in {@code aws.endpoint.KEY}. */
public enum AwsService {
    KINESIS,
    DYNAMODB,
    S3,
    GLUE,
    ATHENA,
    CLOUDWATCH,
    QUICKSIGHT,
    SES;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
