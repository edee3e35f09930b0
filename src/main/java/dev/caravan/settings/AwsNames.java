package dev.caravan.settings;

/** Names of AWS's resources as values of keys. In any partition: whether one is there is not asked. */
final class AwsNames {

    private static final String PARTITION = "arn:aws[a-z-]*:";
    private static final String REGION_AND_ACCOUNT = ":[a-z0-9-]+:\\d{12}:";

    /** A key of KMS, as its ARN or by an alias. */
    static final ValueType KMS_KEY = ValueType.matching(
            "KMS key",
            "a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID or alias/NAME",
            "(" + PARTITION + "kms" + REGION_AND_ACCOUNT + "key/[A-Za-z0-9-]+)|((" + PARTITION + "kms"
                    + REGION_AND_ACCOUNT + ")?alias/[A-Za-z0-9/_-]+)");

    static final ValueType MSK_CLUSTER = ValueType.matching(
            "MSK cluster",
            "the ARN of an MSK cluster, arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/UUID",
            PARTITION + "kafka" + REGION_AND_ACCOUNT + "cluster/[^/*\\s]+/[^/*\\s]+");

    /** A folder: Athena and bucket policies would take another one that only begins alike for it, without the slash. */
    static final ValueType S3_FOLDER = ValueType.matching(
            "folder in S3",
            "a folder in S3, s3://BUCKET/ or s3://BUCKET/PREFIX/ with its last slash",
            "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([^/\\s*?][^\\s*?]*/)?");

    /** A role of IAM by its name or its ARN. */
    static final ValueType ROLE = ValueType.matching(
            "IAM role",
            "an IAM role, its name or arn:aws:iam::ACCOUNT:role/NAME",
            "[\\w+=,.@-]{1,64}|" + PARTITION + "iam::\\d{12}:role/([\\x21-\\x7e]+/)?[\\w+=,.@-]{1,64}");

    private AwsNames() {}
}
