package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsClients;
import dev.caravan.policy.Arns;
import dev.caravan.policy.CallPermissions;
import dev.caravan.policy.Permissions;
import dev.caravan.policy.PolicySettings;
import dev.caravan.policy.RecordedCalls;
import dev.caravan.policy.Role;
import dev.caravan.policy.RoleCalls;
import dev.caravan.policy.Statement;
import dev.caravan.policy.Trust;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.source.SourceStatus;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.FluentProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls that running routes and commands really make, held against the policies in both directions: each call is
 * allowed, by the role's policy and the bucket's; and each action that is allowed is called, or has its reason here.
 */
@Timeout(300)
@ExtendWith(LocalKeys.class)
class PermissionsOfCallsTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String ACCOUNT = "123456789012";
    private static final Path ROUTES = Path.of("routes");

    private static final Map<String, String> INGEST_WITHOUT_A_CALL = Map.of(
            "s3:GetObject", "looked at only if an object is there already: after a crash, or a lost reply",
            "s3:ListBucket", "asked for by S3 itself, so that an object that is gone is no refusal",
            "dynamodb:DeleteItem", "KCL gives its lead back if it had it, and removes leases of shards that ended");

    private static final Map<String, String> ENGINE = Map.of(
            "glue:GetDatabase", "asked for by Athena",
            "glue:GetTable", "asked for by Athena",
            "glue:GetPartition", "asked for by Athena",
            "glue:GetPartitions", "asked for by Athena",
            "glue:BatchGetPartition", "asked for by Athena",
            "s3:GetBucketLocation", "asked for by Athena",
            "athena:StopQueryExecution", "called when a query is given up",
            "athena:GetWorkGroup", "called by doctor");

    private static final Map<String, String> ENGINE_UPLOADS = Map.of(
            "s3:AbortMultipartUpload", "Athena writes large results in parts",
            "s3:ListBucketMultipartUploads", "Athena writes large results in parts",
            "s3:ListMultipartUploadParts", "Athena writes large results in parts");

    /** Besides: Athena reads data and catalog and writes the result for whoever asks. */
    private static final Map<String, String> ONLY_THE_ENGINE = Map.of(
            "glue:GetTables", "called by reconcile --athena, which people do",
            "s3:GetObject", "asked for by Athena",
            "s3:PutObject", "asked for by Athena",
            "s3:ListBucket", "asked for by Athena");

    /** No mail server is set here. */
    private static final Map<String, String> OF_REPORTS = Map.of(
            "dynamodb:GetItem", "a report's ledger",
            "dynamodb:PutItem", "a report's ledger",
            "dynamodb:UpdateItem", "a report's ledger",
            "dynamodb:Query", "a report's ledger",
            "glue:GetCrawler", "a report runs its crawler before its query",
            "glue:GetCrawlerMetrics", "a report runs its crawler before its query",
            "glue:StartCrawler", "a report runs its crawler before its query");

    @TempDir
    private Path directory;

    private final ShippedResources resources = new ShippedResources();

    @Test
    void everyCallIsAllowedAndEveryAllowedActionIsCalledOrHasItsReason() throws Exception {
        // Given
        Path file = ShippedResources.file(directory, resources.settings("localhost"));
        Settings settings = ShippedResources.read(file);
        Path truth = directory.resolve("truth.json");
        Permissions permissions;
        RecordedCalls.take();

        // When: the routes run, and people look after them
        List<RecordedCalls.Call> sending;
        List<RecordedCalls.Call> running;
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            permissions = new Permissions(
                    PolicySettings.from(settings, ACCOUNT),
                    CaravanRuntime.uses(settings, ROUTES, clients),
                    new Trust.Account());
            succeed(
                    "generate",
                    "generator/user-activity.yaml",
                    "--records=1000",
                    "--truth=" + truth,
                    "--config=" + file);
            sending = RecordedCalls.take();
            try (CaravanRuntime runtime = CaravanRuntime.start(settings, ROUTES, clients)) {
                awaitAll(runtime);
                crawl(runtime);
                assertThat(runtime.stop()).isTrue();
            }
            running = RecordedCalls.take();
        }
        succeed("query", "SELECT 1 AS n", "--config", file.toString());
        List<RecordedCalls.Call> querying = RecordedCalls.take();
        CommandRun verified = succeed("verify", truth.toString(), "--config", file.toString());
        succeed("reconcile", "--athena", "--config", file.toString());
        succeed("dead-letters", "replay", "--max", "4", "--config", file.toString());
        List<RecordedCalls.Call> looking = new ArrayList<>(RecordedCalls.take());
        looking.addAll(sending);
        looking.addAll(querying);

        // Then
        assertThat(verified.out()).contains("verify: PASS");
        hold(permissions, Role.INGEST, running, List.of(INGEST_WITHOUT_A_CALL));
        hold(permissions, Role.REPORTS, querying, List.of(ENGINE, ENGINE_UPLOADS, ONLY_THE_ENGINE, OF_REPORTS));
        hold(permissions, Role.OPERATOR, looking, List.of(ENGINE, ENGINE_UPLOADS, OF_REPORTS));
    }

    /** Each call is allowed, and each action that is allowed is called or has its reason. */
    private void hold(
            Permissions permissions, Role role, List<RecordedCalls.Call> recorded, List<Map<String, String>> reasons) {
        RoleCalls calls = new RoleCalls(permissions, role, recorded, translation());
        Set<String> reasoned =
                reasons.stream().flatMap(map -> map.keySet().stream()).collect(Collectors.toSet());
        assertThat(calls.refused()).as("refused to " + role).isEmpty();
        Set<String> uncalled = calls.uncalled();
        uncalled.removeAll(reasoned);
        assertThat(uncalled)
                .as("allowed to " + role + ", neither called nor with a reason")
                .isEmpty();
        assertThat(permissions.policy(role).statements())
                .as("reasons of what is no longer allowed")
                .flatExtracting(Statement::actions)
                .containsAll(reasoned);
    }

    private CallPermissions translation() {
        return new CallPermissions(new Arns(SharedServices.REGION.id(), ACCOUNT), resources.stream, "primary");
    }

    private void awaitAll(CaravanRuntime runtime) {
        await().atMost(LONG).untilAsserted(() -> {
            for (String prefix : List.of("user-activity/dt=", "user-activity-replica/dt=", "dead-letters/source=")) {
                assertThat(keys(resources.lake, prefix)).as(prefix).isNotEmpty();
            }
            assertThat(keys(resources.lake, "dead-letters/source=" + resources.stream))
                    .isNotEmpty();
            assertThat(keys(resources.lake, "dead-letters/source=" + resources.topic))
                    .isNotEmpty();
            assertThat(keys(resources.seed, "")).isNotEmpty();
            assertThat(SharedServices.dynamoDbClient()
                            .scan(scan -> scan.tableName(resources.table))
                            .count())
                    .isPositive();
        });
        // What a source says may be as old as its last poll.
        await().atMost(LONG).during(Duration.ofSeconds(3)).until(() -> runtime.sources().stream()
                .allMatch(
                        source -> source.isReading() && source.status().stream().allMatch(SourceStatus::isCaughtUp)));
    }

    private static List<String> keys(String bucket, String prefix) {
        return SharedServices.s3Client()
                .listObjectsV2(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(object -> object.key())
                .toList();
    }

    private static void crawl(CaravanRuntime runtime) throws Exception {
        try (FluentProducerTemplate template = runtime.context().createFluentProducerTemplate()) {
            template.to("direct:crawl").send();
        }
    }

    private static CommandRun succeed(String... words) {
        CommandRun run = CommandRun.of(words);
        assertThat(run.code()).as(run.all()).isZero();
        return run;
    }
}
