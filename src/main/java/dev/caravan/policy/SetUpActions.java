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
            "kinesis:AddTagsToStream",
            "kinesis:ListTagsForStream",
            "kinesis:DeleteStream");

    static final List<String> TABLE = List.of(
            "dynamodb:CreateTable",
            "dynamodb:DescribeTable",
            "dynamodb:UpdateTable",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:UpdateTimeToLive",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:TagResource",
            "dynamodb:ListTagsOfResource",
            "dynamodb:DeleteTable");

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

    static final List<String> DATABASE = List.of(
            "glue:CreateDatabase",
            "glue:GetDatabase",
            "glue:UpdateDatabase",
            "glue:DeleteDatabase",
            "glue:GetTables",
            "glue:DeleteTable",
            "glue:TagResource",
            "glue:GetTags");

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
            "athena:TagResource",
            "athena:ListTagsForResource");

    private SetUpActions() {}
}
