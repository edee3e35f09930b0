package dev.caravan.policy;

import dev.caravan.reconcile.Place;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.stream.Stream;

/** What the routes of {@code run} need. */
final class IngestPolicy {

    /** KCL's names: DynamoDBLeaseRefresher, CoordinatorConfig, LeaseManagementConfig. */
    private static final String OWNER_INDEX = "LeaseOwnerToLeaseKeyIndex";

    private static final List<String> FORMER_TABLES = List.of("-CoordinatorState", "-WorkerMetricStats");

    private final PolicySettings settings;
    private final Inventory inventory;
    private final Arns arns;

    IngestPolicy(PolicySettings settings, Inventory inventory) {
        this.settings = settings;
        this.inventory = inventory;
        this.arns = settings.arns();
    }

    Stream<Statement> statements() {
        return Stream.of(streams(), items(), objects(), crawlers(), kafka(), keys())
                .flatMap(each -> each);
    }

    private Stream<Statement> streams() {
        if (inventory.streams().isEmpty()) {
            return Stream.of();
        }
        Stream<Statement> metrics = inventory.applicationsWithMetrics().isEmpty()
                ? Stream.of()
                : Stream.of(Statement.allow(
                        "PublishMetrics",
                        List.of("cloudwatch:PutMetricData"),
                        List.of("*"),
                        new Condition(
                                Operator.STRING_EQUALS, "cloudwatch:namespace", inventory.applicationsWithMetrics())));
        return Stream.concat(
                Stream.of(
                        Statement.allow(
                                "ReadStreams",
                                List.of(
                                        "kinesis:DescribeStreamSummary",
                                        "kinesis:ListShards",
                                        "kinesis:GetShardIterator",
                                        "kinesis:GetRecords"),
                                inventory.streams().stream().map(arns::stream).toList()),
                        Statement.allow(
                                "KeepLeases",
                                List.of(
                                        "dynamodb:CreateTable",
                                        "dynamodb:DescribeTable",
                                        "dynamodb:Scan",
                                        "dynamodb:GetItem",
                                        "dynamodb:PutItem",
                                        "dynamodb:UpdateItem",
                                        "dynamodb:DeleteItem"),
                                inventory.leaseTables().stream()
                                        .map(arns::table)
                                        .toList()),
                        Statement.allow(
                                "FindLeases",
                                List.of("dynamodb:Query"),
                                inventory.leaseTables().stream()
                                        .map(table -> arns.index(table, OWNER_INDEX))
                                        .toList()),
                        // KCL 3.5 keeps all in the lease table, but looks whether an older one left tables, and does
                        // not start if it may not look.
                        Statement.allow(
                                "LookForFormerTables",
                                List.of("dynamodb:DescribeTable"),
                                inventory.applications().stream()
                                        .flatMap(application ->
                                                FORMER_TABLES.stream().map(application::concat))
                                        .map(arns::table)
                                        .toList())),
                metrics);
    }

    private Stream<Statement> items() {
        return Stream.of(
                        tables("DescribeTables", "dynamodb:DescribeTable", inventory.tables()),
                        tables(
                                "WriteItems",
                                "dynamodb:BatchWriteItem",
                                inventory.tables().stream()
                                        .filter(table ->
                                                table.versionAttribute().isEmpty())
                                        .toList()),
                        tables(
                                "WriteVersions",
                                "dynamodb:PutItem",
                                inventory.tables().stream()
                                        .filter(table ->
                                                table.versionAttribute().isPresent())
                                        .toList()))
                .flatMap(each -> each);
    }

    private Stream<Statement> tables(String sid, String action, List<Use.WritesItems> tables) {
        return tables.isEmpty()
                ? Stream.of()
                : Stream.of(Statement.allow(
                        sid,
                        List.of(action),
                        tables.stream().map(table -> arns.table(table.table())).toList()));
    }

    /** An object that is there already is looked at; without the listing, one that is not would look forbidden. */
    private Stream<Statement> objects() {
        List<Place> places = Stream.concat(inventory.lakes().stream(), inventory.deadLetters().stream())
                .distinct()
                .toList();
        return Stream.concat(
                ObjectGrants.objects("CreateObjects", List.of("s3:PutObject", "s3:GetObject"), places),
                ObjectGrants.listing("ListOwnKeys", places));
    }

    private Stream<Statement> crawlers() {
        Stream<Statement> catalog = inventory.databases().stream()
                .map(database -> Statement.allow(
                        "CountPartitions", List.of("glue:GetTables", "glue:GetPartitions"), arns.tablesOf(database)));
        return Stream.concat(CrawlGrants.running(arns, inventory.crawlers()), catalog);
    }

    private Stream<Statement> kafka() {
        if (inventory.topicsRead().isEmpty() && inventory.topicsWritten().isEmpty()) {
            return Stream.of();
        }
        KafkaGrants kafka = new KafkaGrants(settings);
        return Stream.of(
                        kafka.connecting(),
                        kafka.reading(inventory.topicsRead(), inventory.groups()),
                        kafka.writing(inventory.topicsWritten()),
                        kafka.transactions(inventory.transactionalIds()))
                .flatMap(each -> each);
    }

    private Stream<Statement> keys() {
        return new KeyGrants(settings).readingAndWriting("kinesis", "dynamodb", "s3");
    }
}
