package dev.caravan.policy;

import dev.caravan.reconcile.Place;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.stream.Stream;

/** What makes, changes and removes the resources, but reads no record, no item and no object. */
final class SetUpPolicy {

    /** AWS's own work group, which is never made, changed or looked at. */
    private static final String GIVEN_WORK_GROUP = "primary";

    /** Of every name in the account and region. */
    private static final String ANY = "*";

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
                        manage(
                                "ManageItemTables",
                                SetUpActions.ITEM_TABLE,
                                itemTables().map(arns::table)),
                        manage("KeepLedger", SetUpActions.LEDGER, Stream.of(arns.table(settings.ledgerTable()))),
                        manage("ManageBuckets", SetUpActions.BUCKET, buckets().map(Arns::bucket)),
                        manage("EmptyBuckets", SetUpActions.OBJECTS, buckets().map(bucket -> Arns.objects(bucket, ""))),
                        manage(
                                "ManageDatabases",
                                SetUpActions.DATABASE,
                                inventory.databases().stream().flatMap(database -> arns.allOf(database).stream())),
                        crawlers(),
                        workGroup(),
                        topics(),
                        QuickSightGrants.managing(settings),
                        tagged(),
                        new KeyGrants(settings).attaching("kinesis"))
                .flatMap(each -> each);
    }

    private Stream<String> tables() {
        return Stream.of(inventory.leaseTables().stream(), itemTables(), Stream.of(settings.ledgerTable()))
                .flatMap(each -> each);
    }

    private Stream<String> itemTables() {
        return inventory.tables().stream().map(Use.WritesItems::table);
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
        return settings.workGroup().stream()
                .filter(group -> !group.equals(GIVEN_WORK_GROUP))
                .map(group ->
                        Statement.allow("ManageWorkGroup", SetUpActions.WORK_GROUP, List.of(arns.workGroup(group))));
    }

    /** Only a look at its tags says whose a resource is, and what of the deployment's is left. */
    private Stream<Statement> tagged() {
        return Stream.of(
                Statement.allow("ListAll", SetUpActions.LISTS, List.of("*")),
                Statement.allow("SeeTagsOfStreams", List.of("kinesis:ListTagsForStream"), List.of(arns.stream(ANY))),
                Statement.allow(
                        "SeeTagsOfTables",
                        List.of("dynamodb:DescribeTable", "dynamodb:ListTagsOfResource"),
                        List.of(arns.table(ANY))),
                Statement.allow(
                        "SeeTagsOfDatabases", List.of("glue:GetDatabases", "glue:GetTags"), arns.databaseOnly(ANY)),
                Statement.allow(
                        "SeeTagsOfWorkGroups", List.of("athena:ListTagsForResource"), List.of(arns.workGroup(ANY))));
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
