package dev.caravan.provision.resource;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** From what the routes use to what there has to be. */
final class DeploymentPlan {

    private static final String OUTPUT = "athena.output";

    private final List<Use> uses;
    private final Settings settings;
    private final SetupSettings setup;
    private final List<String> notes = new ArrayList<>();

    DeploymentPlan(List<Use> uses, Settings settings) {
        this.uses = uses;
        this.settings = settings;
        this.setup = SetupSettings.from(settings);
    }

    Deployment deployment() {
        Set<Resource> resources = new LinkedHashSet<>();
        resources.add(new LedgerTable(setup.ledgerTable()));
        resources.addAll(buckets());
        all(Use.ReadsStream.class).forEach(reads -> resources.add(stream(reads.stream())));
        topics().forEach(resources::add);
        all(Use.WritesItems.class).forEach(writes -> resources.add(table(writes.table())));
        all(Use.ReadsStream.class)
                .forEach(reads -> resources.add(new LeaseTable(reads.leaseTable(), reads.application())));
        all(Use.MailsReport.class).forEach(report -> resources.add(new ReportTable(report.ledgerTable())));
        List<GlueCrawler> crawlers = crawlers();
        crawlers.forEach(crawler -> resources.add(new GlueDatabase(crawler.database())));
        resources.addAll(crawlers);
        workGroup().ifPresent(resources::add);
        all(Use.UsesComponent.class)
                .forEach(use -> notes.add("route " + use.route() + " uses " + use.uri()
                        + ": setup knows nothing of it and leaves it alone"));
        return new Deployment(
                setup.deployment(),
                List.copyOf(resources),
                new ChartPlan(uses, settings, setup.deployment()).resources(),
                notes);
    }

    private <U extends Use> Stream<U> all(Class<U> kind) {
        return uses.stream().filter(kind::isInstance).map(kind::cast);
    }

    private KinesisStream stream(String name) {
        Optional<String> key = setup.kmsKey().or(() -> Optional.of("alias/aws/kinesis"));
        return new KinesisStream(
                name, setup.shards(), setup.retentionHours(), key.filter(ignored -> setup.streamEncrypted()));
    }

    private Stream<KafkaTopic> topics() {
        return Stream.concat(
                        all(Use.ReadsTopic.class).map(use -> topic(use.brokers(), use.topic())),
                        all(Use.WritesTopic.class).map(use -> topic(use.brokers(), use.topic())))
                .distinct();
    }

    private KafkaTopic topic(String brokers, String name) {
        return new KafkaTopic(brokers, name, setup.partitions(), setup.replication(), setup.topicConfig());
    }

    /** Tombstones of a route with a version attribute expire, so that the table needs a TTL then. */
    private ItemTable table(String name) {
        Optional<String> needed = all(Use.WritesItems.class)
                .filter(writes ->
                        writes.table().equals(name) && writes.versionAttribute().isPresent())
                .map(Use.WritesItems::ttlAttribute)
                .findFirst();
        return new ItemTable(
                name,
                settings.find("dynamodb.key").orElse("event_id"),
                setup.ttl().or(() -> needed),
                setup.tableStream(),
                setup.pointInTimeRecovery());
    }

    private List<Bucket> buckets() {
        Optional<Place> results = settings.find(OUTPUT).map(Place::parse);
        results.ifPresent(this::requireApart);
        Set<String> names = new LinkedHashSet<>();
        data().forEach(place -> names.add(place.bucket()));
        results.ifPresent(place -> names.add(place.bucket()));
        return names.stream()
                .map(name -> new Bucket(
                        name,
                        setup.kmsKey(),
                        results.filter(place -> place.bucket().equals(name))
                                .map(place -> new Bucket.Results(place.prefix(), setup.resultDays()))))
                .toList();
    }

    private Stream<Place> data() {
        return Stream.concat(
                all(Use.WritesObjects.class).map(use -> new Place(use.bucket(), use.prefix())),
                all(Use.WritesDeadLetters.class).map(use -> new Place(use.bucket(), use.prefix())));
    }

    /** Results expire, and whatever lies under their prefix with them. */
    private void requireApart(Place results) {
        data().filter(place -> place.bucket().equals(results.bucket())
                        && place.prefix().startsWith(results.prefix()))
                .findFirst()
                .ifPresent(place -> {
                    throw new SettingsException("Setting " + OUTPUT + " = " + settings.get(OUTPUT) + " ("
                            + settings.origin(OUTPUT) + "): query results expire after " + setup.resultDays()
                            + " days, and routes write to s3://" + place.bucket() + "/" + place.prefix()
                            + " below it: give the results a bucket or a prefix of their own");
                });
    }

    private List<GlueCrawler> crawlers() {
        List<GlueCrawler> crawlers = new ArrayList<>();
        all(Use.RunsCrawler.class).distinct().forEach(use -> {
            if (use.database().isEmpty() || use.targets().isEmpty()) {
                notes.add("crawler " + use.crawler() + " of route " + use.route()
                        + " is left alone: its step says neither or only one of database and targets");
            } else {
                crawlers.add(new GlueCrawler(
                        use.crawler(),
                        use.database().orElseThrow(),
                        use.targets(),
                        settings.find("glue.crawler-role").orElse(setup.deployment() + "-crawler")));
            }
        });
        return crawlers;
    }

    private Optional<WorkGroup> workGroup() {
        Optional<String> name = settings.find("athena.work-group");
        if (name.filter(WorkGroup.PRIMARY::equals).isPresent()) {
            notes.add("work group primary is AWS's own and is left alone: it limits no query. Name another with"
                    + " athena.work-group to have one made that does");
        }
        return name.filter(group -> !group.equals(WorkGroup.PRIMARY))
                .map(group -> new WorkGroup(group, settings.find(OUTPUT), setup.scanLimit()));
    }
}
