package dev.caravan.provision.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.SettingsFile;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentTest {

    private static final List<Use> USES = List.of(
            new Use.ReadsStream("in", "clicks", "clicks-app", "clicks-leases"),
            new Use.WritesDeadLetters("in", "lake", "dead-letters/"),
            new Use.WritesObjects("in", "lake", "clicks/", "none", "jsonl", "gzip"),
            new Use.ReadsTopic("copy", "k:9092", "orders", "g", Optional.empty()),
            new Use.WritesItems("copy", "orders-table", Optional.of("version"), "expires_at"),
            new Use.WritesTopic("copy", "k:9092", "orders-copy"),
            new Use.ReadsTopic("again", "k:9092", "orders-copy", "h", Optional.empty()),
            new Use.RunsCrawler("crawl", "lake-crawler", Optional.of("db"), List.of("s3://lake/clicks/")),
            new Use.RunsCrawler("crawl", "other-crawler", Optional.empty(), List.of()),
            new Use.UsesComponent("crawl", "aws2-athena://label", false));

    private final Settings shipped =
            Settings.empty().with(SettingsFile.read(Path.of("application.properties")), "application.properties");

    @Test
    void everyUseAndTheQueryResultsBecomeWhatTheyNeedInAnOrderThatWorks() {
        // When
        Deployment deployment = Deployment.of(USES, with(Map.of("athena.work-group", "reports")));

        // Then
        assertThat(deployment.name()).isEqualTo("caravan");
        assertThat(deployment.resources())
                .containsExactly(
                        new LedgerTable("caravan-setup"),
                        new Bucket("lake", Optional.empty(), Optional.empty()),
                        new Bucket("caravan-query-results", Optional.empty(), Optional.of(new Bucket.Results("", 30))),
                        new KinesisStream("clicks", OptionalInt.empty(), 24, Optional.of("alias/aws/kinesis")),
                        new KafkaTopic("k:9092", "orders", 4, Optional.empty(), Map.of()),
                        new KafkaTopic("k:9092", "orders-copy", 4, Optional.empty(), Map.of()),
                        new ItemTable("orders-table", "event_id", Optional.of("expires_at"), Optional.empty(), true),
                        new LeaseTable("clicks-leases", "clicks-app"),
                        new GlueDatabase("db"),
                        new GlueCrawler("lake-crawler", "db", List.of("s3://lake/clicks/"), "caravan-crawler"),
                        new WorkGroup("reports", Optional.of("s3://caravan-query-results/"), 10L << 30));
        assertThat(deployment.notes())
                .containsExactly(
                        "crawler other-crawler of route crawl is left alone: its step says neither or only one of"
                                + " database and targets",
                        "route crawl uses aws2-athena://label: setup knows nothing of it and leaves it alone");
    }

    @Test
    void theSettingsSayWhatRoutesDoNot() {
        // When
        Deployment deployment = Deployment.of(
                USES,
                with(Map.ofEntries(
                        Map.entry("setup.deployment", "lake-test"),
                        Map.entry("setup.kms-key", "alias/lake"),
                        Map.entry("setup.stream.mode", "provisioned"),
                        Map.entry("setup.stream.shards", "3"),
                        Map.entry("setup.stream.retention", "7d"),
                        Map.entry("setup.topic.partitions", "6"),
                        Map.entry("setup.topic.replication", "3"),
                        Map.entry("setup.topic.config", "retention.ms=1000, min.insync.replicas=2"),
                        Map.entry("setup.table.ttl", "gone"),
                        Map.entry("setup.table.stream", "new-and-old-images"),
                        Map.entry("setup.table.point-in-time-recovery", "false"),
                        Map.entry("setup.results.expire-days", "5"),
                        Map.entry("glue.crawler-role", "walker"))));

        // Then
        assertThat(deployment.resources())
                .contains(
                        new LedgerTable("lake-test-setup"),
                        new Bucket("lake", Optional.of("alias/lake"), Optional.empty()),
                        new Bucket(
                                "caravan-query-results",
                                Optional.of("alias/lake"),
                                Optional.of(new Bucket.Results("", 5))),
                        new KinesisStream("clicks", OptionalInt.of(3), 168, Optional.of("alias/lake")),
                        new KafkaTopic(
                                "k:9092",
                                "orders",
                                6,
                                Optional.of((short) 3),
                                Map.of("retention.ms", "1000", "min.insync.replicas", "2")),
                        new ItemTable(
                                "orders-table",
                                "event_id",
                                Optional.of("gone"),
                                Optional.of("NEW_AND_OLD_IMAGES"),
                                false),
                        new GlueCrawler("lake-crawler", "db", List.of("s3://lake/clicks/"), "walker"));
    }

    @Test
    void awsOwnWorkGroupIsLeftAlone() {
        // When
        Deployment deployment = Deployment.of(USES, shipped);

        // Then
        assertThat(deployment.resources()).noneMatch(WorkGroup.class::isInstance);
        assertThat(deployment.notes())
                .anySatisfy(note -> assertThat(note).startsWith("work group primary is AWS's own and is left alone"));
    }

    @Test
    void resultsThatWouldTakeDataWithThemWhenTheyExpireAreRefused() {
        assertThatThrownBy(() -> Deployment.of(USES, with(Map.of("athena.output", "s3://lake/"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting athena.output = s3://lake/ (the test): query results expire after 30 days, and"
                        + " routes write to s3://lake/clicks/ below it: give the results a bucket or a prefix of"
                        + " their own");
        assertThat(Deployment.of(USES, with(Map.of("athena.output", "s3://lake/results/")))
                        .resources())
                .contains(new Bucket("lake", Optional.empty(), Optional.of(new Bucket.Results("results/", 30))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "setup.deployment                    | a b     | letters, digits, '.', '_' and '-'",
                "setup.stream.mode                   | onn     | one of on-demand, provisioned",
                "setup.stream.shards                 | 0       | a number from 1 to 100000",
                "setup.stream.retention              | 90m     | whole hours, from 24h to 8760h",
                "setup.stream.encrypted              | yes     | one of true, false",
                "setup.topic.partitions              | many    | a number from 1 to 200000",
                "setup.topic.replication             | 99999   | a number from 1 to 32767",
                "setup.topic.config                  | a;b     | NAME=VALUE,NAME=VALUE",
                "setup.table.stream                  | all     | one of none, keys-only, new-image, old-image, new-and-old-images",
                "setup.table.point-in-time-recovery  | 1       | one of true, false",
                "setup.results.expire-days           | 0       | a number from 1 to 36500",
                "setup.athena.scan-limit             | 1MB     | 10000000 bytes or more",
            })
    void aSettingThatCannotBeUsedSaysWhatWasExpected(String key, String value, String expected) {
        assertThatThrownBy(() -> Deployment.of(USES, with(Map.of(key, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting " + key + " = " + value + " (the test): expected " + expected);
    }

    private Settings with(Map<String, String> more) {
        return shipped.with(more, "the test");
    }
}
