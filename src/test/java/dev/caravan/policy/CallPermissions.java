package dev.caravan.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What IAM asks for a call (Service Authorization Reference): the action, whose name is not always the operation's, and
 * the resource. A call that does not name its resource is one on the stream or the work group that is used here; an ARN
 * of a stand-in's account is one of ours.
 */
public record CallPermissions(Arns arns, String stream, String workGroup) {

    /** All of these must be allowed. */
    public List<IamRequest> of(RecordedCalls.Call call) {
        return switch (call.service()) {
            case "S3" -> S3Permissions.of(call);
            case "Kinesis" -> ofKinesis(call);
            case "DynamoDb" -> ofDynamoDb(call);
            case "Glue" -> new CatalogPermissions(arns, this::here).of(call);
            case "Athena" -> ofAthena(call);
            default -> throw new IllegalArgumentException("No permissions are known of " + call);
        };
    }

    private List<IamRequest> ofKinesis(RecordedCalls.Call call) {
        String resource = call.operation().equals("ListStreams")
                ? "*"
                : text(call, "StreamARN")
                        .map(this::here)
                        .orElseGet(() -> arns.stream(text(call, "StreamName").orElse(stream)));
        return with("kinesis:" + call.operation(), call, "kinesis:AddTagsToStream", resource);
    }

    private List<IamRequest> ofAthena(RecordedCalls.Call call) {
        String resource = call.operation().equals("ListWorkGroups")
                ? "*"
                : text(call, "ResourceARN")
                        .map(this::here)
                        .orElseGet(() -> arns.workGroup(text(call, "WorkGroup")
                                .or(() -> text(call, "Name"))
                                .orElse(workGroup)));
        return with("athena:" + call.operation(), call, "athena:TagResource", resource);
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
        return with("dynamodb:" + call.operation(), call, "dynamodb:TagResource", dynamoDbResource(call));
    }

    private String dynamoDbResource(RecordedCalls.Call call) {
        if (call.operation().equals("ListTables")) {
            return "*";
        }
        Optional<String> table = text(call, "TableName");
        return text(call, "IndexName")
                .map(index -> arns.index(table.orElseThrow(), index))
                .or(() -> table.map(arns::table))
                .orElseGet(() -> here(text(call, "ResourceArn").orElseThrow()));
    }

    private <P> Optional<IamRequest> part(String action, P part, Function<P, String> table) {
        return Optional.ofNullable(part).map(table).map(name -> IamRequest.of("dynamodb:" + action, arns.table(name)));
    }

    /** What is tagged as it is made needs the permission to tag it, too. */
    private static List<IamRequest> with(String action, RecordedCalls.Call call, String tagging, String resource) {
        IamRequest itself = IamRequest.of(action, resource);
        return isTagged(call) ? List.of(itself, IamRequest.of(tagging, resource)) : List.of(itself);
    }

    static boolean isTagged(RecordedCalls.Call call) {
        Optional<Object> tags = call.request().getValueForField("Tags", Object.class);
        return call.operation().startsWith("Create")
                && tags.filter(all -> !all.equals(List.of()) && !all.equals(Map.of()))
                        .isPresent();
    }

    private String here(String arn) {
        return "arn:aws:" + Arn.fromString(arn).service() + ":" + arns.region() + ":" + arns.account() + ":"
                + Arn.fromString(arn).resourceAsString();
    }

    static Optional<String> text(RecordedCalls.Call call, String field) {
        SdkRequest request = call.request();
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
