package dev.caravan.provision.quicksight;

import dev.caravan.provision.service.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.quicksight.model.ResourcePermission;

/**
 * What an owner may do in QuickSight with one kind of thing (Amazon QuickSight's developer guide).
 *
 * @param actions each as {@code quicksight:NAME}
 */
record Owner(List<String> actions) {

    static final Owner OF_SOURCE = of(
            "DescribeDataSource",
            "DescribeDataSourcePermissions",
            "PassDataSource",
            "UpdateDataSource",
            "DeleteDataSource",
            "UpdateDataSourcePermissions");

    static final Owner OF_DATA = of(
            "DescribeDataSet",
            "DescribeDataSetPermissions",
            "PassDataSet",
            "DescribeIngestion",
            "ListIngestions",
            "UpdateDataSet",
            "DeleteDataSet",
            "CreateIngestion",
            "CancelIngestion",
            "UpdateDataSetPermissions");

    static final Owner OF_ANALYSIS = of(
            "RestoreAnalysis",
            "UpdateAnalysisPermissions",
            "DeleteAnalysis",
            "DescribeAnalysisPermissions",
            "QueryAnalysis",
            "DescribeAnalysis",
            "UpdateAnalysis");

    Owner {
        actions = List.copyOf(actions);
    }

    private static Owner of(String... names) {
        return new Owner(Stream.of(names).map(name -> "quicksight:" + name).toList());
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
