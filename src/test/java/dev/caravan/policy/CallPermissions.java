package dev.caravan.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What IAM asks for a call (Service Authorization Reference): the action, whose name is not always the operation's, and
 * the resource. A call that does not name its resource is one on the stream or the work group that is used here.
 */
public record CallPermissions(Arns arns, String stream, String workGroup) {

    /** All of these must be allowed. */
    public List<IamRequest> of(RecordedCalls.Call call) {
        return switch (call.service()) {
            case "S3" -> List.of(ofS3(call));
            case "Kinesis" ->
                List.of(IamRequest.of(
                        "kinesis:" + call.operation(),
                        arns.stream(text(call, "StreamName").orElse(stream))));
            case "DynamoDb" -> ofDynamoDb(call);
            case "Glue" -> ofGlue(call);
            case "Athena" -> List.of(IamRequest.of("athena:" + call.operation(), arns.workGroup(workGroup)));
            default -> throw new IllegalArgumentException("No permissions are known of " + call);
        };
    }

    private static IamRequest ofS3(RecordedCalls.Call call) {
        String bucket = Arns.bucket(text(call, "Bucket").orElseThrow());
        String object = bucket + "/" + text(call, "Key").orElse("");
        return switch (call.operation()) {
            case "HeadBucket" -> IamRequest.of("s3:ListBucket", bucket);
            case "ListObjectsV2" ->
                IamRequest.of("s3:ListBucket", bucket)
                        .with("s3:prefix", text(call, "Prefix").orElse(""));
            case "HeadObject", "GetObject" -> IamRequest.of("s3:GetObject", object);
            case "PutObject" -> {
                IamRequest put = IamRequest.of("s3:PutObject", object);
                yield text(call, "IfNoneMatch")
                        .map(value -> put.with("s3:if-none-match", value))
                        .orElse(put);
            }
            default -> throw new IllegalArgumentException("No permissions are known of " + call);
        };
    }

    private List<IamRequest> ofDynamoDb(RecordedCalls.Call call) {
        if (call.request() instanceof BatchWriteItemRequest batch) {
            return batch.requestItems().keySet().stream()
                    .map(table -> IamRequest.of("dynamodb:BatchWriteItem", arns.table(table)))
                    .toList();
        }
        if (call.request() instanceof TransactWriteItemsRequest transaction) {
            List<IamRequest> parts = new ArrayList<>();
            transaction.transactItems().forEach(item -> Stream.of(
                            part("PutItem", item.put(), put -> put.tableName()),
                            part("UpdateItem", item.update(), update -> update.tableName()),
                            part("DeleteItem", item.delete(), delete -> delete.tableName()),
                            part("ConditionCheckItem", item.conditionCheck(), check -> check.tableName()))
                    .forEach(part -> part.ifPresent(parts::add)));
            return parts;
        }
        String table = text(call, "TableName").orElseThrow();
        String resource =
                text(call, "IndexName").map(index -> arns.index(table, index)).orElseGet(() -> arns.table(table));
        return List.of(IamRequest.of("dynamodb:" + call.operation(), resource));
    }

    private <P> Optional<IamRequest> part(String action, P part, java.util.function.Function<P, String> table) {
        return Optional.ofNullable(part).map(table).map(name -> IamRequest.of("dynamodb:" + action, arns.table(name)));
    }

    private List<IamRequest> ofGlue(RecordedCalls.Call call) {
        String action = "glue:" + call.operation();
        return switch (call.operation()) {
            case "GetCrawlerMetrics" -> List.of(IamRequest.of(action, "*"));
            case "StartCrawler", "GetCrawler" ->
                List.of(IamRequest.of(action, arns.crawler(text(call, "Name").orElseThrow())));
            case "GetTables", "GetPartitions" ->
                arns.tablesOf(text(call, "DatabaseName").orElseThrow()).stream()
                        .map(arn -> IamRequest.of(
                                action,
                                arn.replace("/*", "/" + text(call, "TableName").orElse("any"))))
                        .toList();
            default -> throw new IllegalArgumentException("No permissions are known of " + call);
        };
    }

    private static Optional<String> text(RecordedCalls.Call call, String field) {
        return text(call.request(), field);
    }

    private static Optional<String> text(SdkRequest request, String field) {
        return request.getValueForField(field, Object.class).map(String::valueOf);
    }

    /** Condition keys that S3 has of every call of a role over TLS. */
    public static IamRequest asRole(IamRequest request, String roleArn, String account) {
        IamRequest asked = request.by(roleArn);
        for (Map.Entry<String, String> key : Map.of(
                        "aws:SecureTransport",
                        "true",
                        "aws:PrincipalIsAWSService",
                        "false",
                        "aws:PrincipalAccount",
                        account,
                        "aws:PrincipalArn",
                        roleArn)
                .entrySet()) {
            asked = asked.with(key.getKey(), key.getValue());
        }
        return asked;
    }
}
