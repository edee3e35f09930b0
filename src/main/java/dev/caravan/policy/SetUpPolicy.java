package dev.caravan.policy;

import dev.caravan.reconcile.Place;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.stream.Stream;

/** What makes, changes and removes the resources, but reads no record, no item and no object. */
final class SetUpPolicy {

    /** AWS's own work group, which is never made or changed. */
    private static final String GIVEN_WORK_GROUP = "primary";

    private final PolicySettings settings;
    private final Inventory inventory;
    private final Arns arns;

    SetUpPolicy(PolicySettings settings, Inventory inventory) {
        this.settings = settings;
        this.inventory = inventory;
        this.arns = settings.arns();
    }

    Stream<Statement> statements() {
        return Stream.of(
                        manage(
                                "ManageStreams",
                                SetUpActions.STREAM,
                                inventory.streams().stream().map(arns::stream)),
                        manage("ManageTables", SetUpActions.TABLE, tables().map(arns::table)),
                        manage("ManageBuckets", SetUpActions.BUCKET, buckets().map(Arns::bucket)),
                        manage("EmptyBuckets", SetUpActions.OBJECTS, buckets().map(bucket -> Arns.objects(bucket, ""))),
                        manage(
                                "ManageDatabases",
                                SetUpActions.DATABASE,
                                databases().flatMap(database -> arns.tablesOf(database).stream())),
                        crawlers(),
                        workGroup(),
                        topics(),
                        QuickSightGrants.managing(settings),
                        Stream.of(Statement.allow("FindTagged", List.of("tag:GetResources"), List.of("*"))),
                        new KeyGrants(settings).attaching("kinesis", "dynamodb", "s3"))
                .flatMap(each -> each);
    }

    private Stream<String> tables() {
        return Stream.concat(
                inventory.leaseTables().stream(), inventory.tables().stream().map(Use.WritesItems::table));
    }

    private Stream<String> buckets() {
        return Stream.of(
                        inventory.lakes(),
                        inventory.deadLetters(),
                        settings.results().stream().toList())
                .flatMap(List::stream)
                .map(Place::bucket)
                .distinct();
    }

    private Stream<String> databases() {
        return Stream.concat(
                        inventory.databases().stream(), settings.athena().map(athena -> athena.database()).stream())
                .distinct();
    }

    private Stream<Statement> crawlers() {
        if (inventory.crawlers().isEmpty()) {
            return Stream.of();
        }
        return Stream.concat(
                manage(
                        "ManageCrawlers",
                        SetUpActions.CRAWLER,
                        inventory.crawlers().stream().map(arns::crawler)),
                Stream.of(Statement.allow(
                        "HandRoleToCrawlers",
                        List.of("iam:PassRole"),
                        List.of(settings.arn(Role.CRAWLER)),
                        Condition.of(Operator.STRING_EQUALS, "iam:PassedToService", "glue.amazonaws.com"))));
    }

    private Stream<Statement> workGroup() {
        return settings.athena().stream().map(athena -> {
            List<String> group = List.of(arns.workGroup(athena.workGroup()));
            return athena.workGroup().equals(GIVEN_WORK_GROUP)
                    ? Statement.allow("SeeWorkGroup", List.of("athena:GetWorkGroup"), group)
                    : Statement.allow("ManageWorkGroup", SetUpActions.WORK_GROUP, group);
        });
    }

    private Stream<Statement> topics() {
        List<String> topics = Stream.concat(inventory.topicsRead().stream(), inventory.topicsWritten().stream())
                .distinct()
                .toList();
        KafkaGrants kafka = new KafkaGrants(settings);
        return topics.isEmpty() ? Stream.of() : Stream.concat(kafka.connecting(), kafka.managing(topics));
    }

    private static Stream<Statement> manage(String sid, List<String> actions, Stream<String> resources) {
        List<String> named = resources.toList();
        return named.isEmpty() ? Stream.of() : Stream.of(Statement.allow(sid, actions, named));
    }
}
