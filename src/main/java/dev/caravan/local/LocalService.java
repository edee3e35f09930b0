package dev.caravan.local;

/** The embedded services, in the order in which they are listed and in whose reverse they are stopped. */
public enum LocalService {
    KAFKA("Kafka"),
    KINESIS("Kinesis"),
    DYNAMODB("DynamoDB"),
    S3("S3"),
    GLUE("Glue"),
    ATHENA("Athena"),
    SMTP("SMTP"),
    IMAP("IMAP");

    private final String displayName;

    LocalService(String displayName) {
        this.displayName = displayName;
    }

    /** The service's name as people write it. */
    @Override
    public String toString() {
        return displayName;
    }
}
