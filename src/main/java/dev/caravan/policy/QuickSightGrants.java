package dev.caravan.policy;

import dev.caravan.provision.resource.ChartSource;
import java.util.List;
import java.util.stream.Stream;

/** What {@code setup --quicksight} and the teardown of its chart need. Nothing without an owner of the chart. */
final class QuickSightGrants {

    private QuickSightGrants() {}

    static Stream<Statement> managing(PolicySettings settings) {
        return settings.quickSight()
                ? Stream.of(
                        kind(settings, "DataSource", "datasource", "PassDataSource"),
                        kind(settings, "DataSet", "dataset", "PassDataSet"),
                        kind(settings, "Analysis", "analysis", "RestoreAnalysis"))
                : Stream.of();
    }

    private static Statement kind(PolicySettings settings, String word, String segment, String other) {
        List<String> actions = Stream.of(
                        "Create" + word,
                        "Describe" + word,
                        "Update" + word,
                        "Delete" + word,
                        "Describe" + word + "Permissions",
                        "Update" + word + "Permissions",
                        other,
                        "TagResource",
                        "ListTagsForResource")
                .map(action -> "quicksight:" + action)
                .toList();
        return Statement.allow(
                "Manage" + word,
                actions,
                List.of("arn:aws:quicksight:" + settings.arns().region() + ":"
                        + settings.arns().account() + ":" + segment + "/" + ChartSource.nameOf(settings.deployment())));
    }
}
