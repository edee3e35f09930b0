package dev.caravan.provision.quicksight;

import dev.caravan.provision.service.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.quicksight.model.ResourcePermission;

/** What an owner may do in QuickSight, by kind (Amazon QuickSight's developer guide, "Sharing" of each kind). */
enum Owner {
    DATA_SOURCE(
            "DescribeDataSource",
            "DescribeDataSourcePermissions",
            "PassDataSource",
            "UpdateDataSource",
            "DeleteDataSource",
            "UpdateDataSourcePermissions"),
    DATA_SET(
            "DescribeDataSet",
            "DescribeDataSetPermissions",
            "PassDataSet",
            "DescribeIngestion",
            "ListIngestions",
            "UpdateDataSet",
            "DeleteDataSet",
            "CreateIngestion",
            "CancelIngestion",
            "UpdateDataSetPermissions"),
    ANALYSIS(
            "RestoreAnalysis",
            "UpdateAnalysisPermissions",
            "DeleteAnalysis",
            "DescribeAnalysisPermissions",
            "QueryAnalysis",
            "DescribeAnalysis",
            "UpdateAnalysis");

    private final List<String> actions;

    Owner(String... actions) {
        this.actions = Stream.of(actions).map(action -> "quicksight:" + action).toList();
    }

    /** Nobody owns what is only to be removed. */
    List<ResourcePermission> permissions(Optional<String> principal) {
        return principal.stream()
                .map(owner -> ResourcePermission.builder()
                        .principal(owner)
                        .actions(actions)
                        .build())
                .toList();
    }

    /** Somebody who was given less, or more, by hand keeps it. */
    Optional<Change> missing(
            Optional<String> principal, List<ResourcePermission> is, Consumer<List<ResourcePermission>> grant) {
        return principal
                .filter(owner -> is.stream()
                        .noneMatch(permission -> permission.principal().equals(owner)))
                .map(owner -> new Change(
                        "access is none of " + owner + ", wanted an owner's",
                        true,
                        () -> grant.accept(permissions(principal))));
    }
}
