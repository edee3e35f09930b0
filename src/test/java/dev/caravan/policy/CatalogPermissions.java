package dev.caravan.policy;

import static dev.caravan.policy.CallPermissions.isTagged;
import static dev.caravan.policy.CallPermissions.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;

/** What IAM asks for a call of Glue: on each resource above the named one too, and below it for what is deleted. */
record CatalogPermissions(Arns arns, UnaryOperator<String> here) {

    List<IamRequest> of(RecordedCalls.Call call) {
        String action = "glue:" + call.operation();
        return switch (call.operation()) {
            case "GetCrawlerMetrics", "ListCrawlers" -> List.of(IamRequest.of(action, "*"));
            case "StartCrawler", "GetCrawler", "StopCrawler", "DeleteCrawler", "CreateCrawler", "UpdateCrawler" ->
                ofCrawler(call, action);
            case "GetTables", "GetPartitions" ->
                arns.tablesOf(text(call, "DatabaseName").orElseThrow()).stream()
                        .map(arn -> IamRequest.of(
                                action,
                                arn.replace("/*", "/" + text(call, "TableName").orElse("any"))))
                        .toList();
            case "GetDatabase" ->
                on(action, arns.databaseOnly(text(call, "Name").orElseThrow()).stream());
            case "GetDatabases" -> on(action, arns.databaseOnly("any").stream());
            case "CreateDatabase" -> ofNewDatabase(call, action);
            case "DeleteDatabase" ->
                on(action, arns.allOf(text(call, "Name").orElseThrow()).stream().map(arn -> arn.replace("/*", "/any")));
            case "GetTags", "TagResource" ->
                on(action, Stream.of(here.apply(text(call, "ResourceArn").orElseThrow())));
            default -> throw new IllegalArgumentException("No permissions are known of " + call);
        };
    }

    private List<IamRequest> ofNewDatabase(RecordedCalls.Call call, String action) {
        CreateDatabaseRequest request = (CreateDatabaseRequest) call.request();
        List<String> resources = arns.databaseOnly(request.databaseInput().name());
        List<IamRequest> requests = new ArrayList<>(on(action, resources.stream()));
        if (isTagged(call)) {
            requests.add(IamRequest.of("glue:TagResource", resources.get(resources.size() - 1)));
        }
        return requests;
    }

    /** Who gives a crawler a role passes it to Glue. */
    private List<IamRequest> ofCrawler(RecordedCalls.Call call, String action) {
        String crawler = arns.crawler(text(call, "Name").orElseThrow());
        List<IamRequest> requests = new ArrayList<>(List.of(IamRequest.of(action, crawler)));
        if (isTagged(call)) {
            requests.add(IamRequest.of("glue:TagResource", crawler));
        }
        text(call, "Role")
                .map(role -> role.startsWith("arn:") ? role : arns.role(role))
                .ifPresent(role -> requests.add(
                        IamRequest.of("iam:PassRole", role).with("iam:PassedToService", "glue.amazonaws.com")));
        return requests;
    }

    private static List<IamRequest> on(String action, Stream<String> resources) {
        return resources.map(resource -> IamRequest.of(action, resource)).toList();
    }
}
