package dev.caravan.policy;

import java.util.List;

/** The actions of {@code plan}, {@code setup} and {@code teardown}, by kind of resource. */
final class SetUpActions {

    static final List<String> STREAM = List.of(
            "kinesis:CreateStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:UpdateStreamMode",
            "kinesis:UpdateShardCount",
            "kinesis:IncreaseStreamRetentionPeriod",
            "kinesis:DecreaseStreamRetentionPeriod",
            "kinesis:StartStreamEncryption",
            "kinesis:StopStreamEncryption",
            "kinesis:AddTagsToStream",
            "kinesis:DeleteStream");

    /** Of leases, items and the ledger alike. */
    static final List<String> TABLE =
            List.of("dynamodb:CreateTable", "dynamodb:UpdateTable", "dynamodb:TagResource", "dynamodb:DeleteTable");

    /** Of items besides. */
    static final List<String> ITEM_TABLE = List.of(
            "dynamodb:DescribeTimeToLive",
            "dynamodb:UpdateTimeToLive",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:UpdateContinuousBackups");

    /** What cannot be tagged is written down. */
    static final List<String> LEDGER =
            List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:Scan");

    static final List<String> BUCKET = List.of(
            "s3:CreateBucket",
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:ListBucketMultipartUploads",
            "s3:GetBucketPublicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
            "s3:GetBucketOwnershipControls",
            "s3:PutBucketOwnershipControls",
            "s3:GetBucketVersioning",
            "s3:PutBucketVersioning",
            "s3:GetEncryptionConfiguration",
            "s3:PutEncryptionConfiguration",
            "s3:GetBucketPolicy",
            "s3:PutBucketPolicy",
            "s3:GetLifecycleConfiguration",
            "s3:PutLifecycleConfiguration",
            "s3:GetBucketTagging",
            "s3:PutBucketTagging",
            "s3:DeleteBucket");

    static final List<String> OBJECTS = List.of("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload");

    /** A database goes with its tables, which needs no permission of theirs. */
    static final List<String> DATABASE =
            List.of("glue:CreateDatabase", "glue:GetDatabase", "glue:DeleteDatabase", "glue:TagResource");

    static final List<String> CRAWLER = List.of(
            "glue:CreateCrawler",
            "glue:GetCrawler",
            "glue:UpdateCrawler",
            "glue:StopCrawler",
            "glue:DeleteCrawler",
            "glue:TagResource",
            "glue:GetTags");

    static final List<String> WORK_GROUP = List.of(
            "athena:CreateWorkGroup",
            "athena:GetWorkGroup",
            "athena:UpdateWorkGroup",
            "athena:DeleteWorkGroup",
            "athena:TagResource");

    /** Lists of the account's, which know no resources: what is tagged is found whether routes name it or not. */
    static final List<String> LISTS = List.of(
            "kinesis:ListStreams",
            "dynamodb:ListTables",
            "s3:ListAllMyBuckets",
            "glue:ListCrawlers",
            "athena:ListWorkGroups");

    private SetUpActions() {}
}
