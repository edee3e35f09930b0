package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsClients;
import dev.caravan.policy.Arns;
import dev.caravan.policy.CallPermissions;
import dev.caravan.policy.Permissions;
import dev.caravan.policy.Policy;
import dev.caravan.policy.PolicySettings;
import dev.caravan.policy.RecordedCalls;
import dev.caravan.policy.Role;
import dev.caravan.policy.RoleCalls;
import dev.caravan.policy.Statement;
import dev.caravan.policy.Trust;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;

/**
 * The calls that {@code plan}, {@code setup} and {@code teardown} really make, held against the policy of the role
 * set-up in both directions, and that policy changed in every way that has to be noticed.
 */
@Timeout(300)
@ExtendWith(LocalKeys.class)
class PermissionsOfSetUpTest {

    private static final String ACCOUNT = "123456789012";
    private static final Path ROUTES = Path.of("routes");

    private static final Map<String, String> WITHOUT_A_CALL = Map.of(
            "kinesis:StopStreamEncryption", "the embedded stream knows no encryption, so there is none to stop",
            "glue:StopCrawler", "called only if the crawl has not ended by then",
            "dynamodb:UpdateContinuousBackups", "the embedded table knows no recovery, so there is nothing to change",
            "s3:DeleteObjectVersion", "the embedded buckets keep one version",
            "kms:DescribeKey", "asked for by Kinesis when a stream is encrypted with a key of one's own");

    private final String deployment = SharedServices.uniqueName("permitted");
    private final Map<String, String> settings = new LinkedHashMap<>();

    @BeforeEach
    void choose() {
        settings.putAll(UnmadeResources.settings("localhost", deployment));
        settings.put("athena.work-group", deployment);
        settings.put("setup.kms-key", "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/1234abcd-12ab-34cd-56ef-1234567890ab");
        settings.put("setup.stream.mode", "provisioned");
        RecordedCalls.take();
    }

    @AfterEach
    void remove() {
        run("teardown", "--yes");
    }

    @Test
    void everyCallIsAllowedAndEveryAllowedActionIsCalledOrHasItsReason() {
        // Given
        Policy policy = permissions().policy(Role.SET_UP);

        // When
        List<RecordedCalls.Call> recorded = new ArrayList<>(recorded());
        recorded.removeIf(this::asksForTheTagsOfAnothersBucket);
        RoleCalls calls = new RoleCalls(permissions(), Role.SET_UP, recorded, translation());

        // Then
        assertThat(calls.refused()).isEmpty();
        assertThat(calls.uncalled()).isSubsetOf(WITHOUT_A_CALL.keySet());
        assertThat(actions(policy)).containsAll(WITHOUT_A_CALL.keySet());
        Set<String> called = actions(policy);
        called.removeAll(calls.uncalled());
        for (String action : called) {
            assertThat(calls.refused(without(action, policy)))
                    .as("without " + action)
                    .isNotEmpty();
        }
        assertThat(calls.uncalled(with("s3:GetObject", policy))).contains("s3:GetObject");
    }

    /** Everything made, each setting changed there and back, and everything removed while it is in use. */
    private List<RecordedCalls.Call> recorded() {
        succeed("plan");
        succeed("setup");
        drift();
        settings.put("setup.stream.shards", "2");
        settings.put("setup.stream.retention", "48h");
        settings.put("setup.table.stream", "new-image");
        settings.put("setup.table.ttl", "expires");
        settings.put("setup.athena.scan-limit", "1GB");
        succeed("setup");
        settings.put("setup.stream.mode", "on-demand");
        settings.put("setup.stream.retention", "24h");
        succeed("setup");
        use();
        succeed("teardown", "--yes");
        return RecordedCalls.take();
    }

    /** That may be refused: one that cannot be looked at was not made with these permissions. */
    private boolean asksForTheTagsOfAnothersBucket(RecordedCalls.Call call) {
        return call.request() instanceof GetBucketTaggingRequest tags
                && !tags.bucket().startsWith(deployment + "-");
    }

    /** By others, who are not recorded. */
    private void drift() {
        SharedServices.s3Client().putBucketVersioning(put -> put.bucket(deployment + "-lake")
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
        SharedServices.glueClient()
                .updateCrawler(update -> update.name(deployment + "-lake").role("theirs"));
    }

    private void use() {
        for (int at = 0; at < 200; at++) {
            String key = "user-activity/dt=" + at + "/a.json";
            SharedServices.s3Client()
                    .putObject(put -> put.bucket(deployment + "-lake").key(key), RequestBody.fromString("{\"a\":1}"));
        }
        SharedServices.s3Client().createMultipartUpload(create -> create.bucket(deployment + "-lake")
                .key("half"));
        SharedServices.glueClient().startCrawler(start -> start.name(deployment + "-lake"));
    }

    private Permissions permissions() {
        Settings read = Settings.defaults().with(settings, "the test");
        try (AwsClients clients = new AwsClients(AwsSettings.from(read))) {
            return new Permissions(
                    PolicySettings.from(read, ACCOUNT),
                    CaravanRuntime.uses(read, ROUTES, clients),
                    new Trust.Account());
        }
    }

    private CallPermissions translation() {
        return new CallPermissions(new Arns(SharedServices.REGION.id(), ACCOUNT), deployment + "-stream", deployment);
    }

    private static Set<String> actions(Policy policy) {
        Set<String> actions = new TreeSet<>();
        policy.statements().forEach(statement -> actions.addAll(statement.actions()));
        return actions;
    }

    private static Policy without(String action, Policy policy) {
        return new Policy(policy.statements().stream()
                .map(statement -> new RestOf(statement, action))
                .filter(rest -> !rest.actions().isEmpty())
                .map(RestOf::statement)
                .toList());
    }

    private static Policy with(String action, Policy policy) {
        List<Statement> more = new ArrayList<>(policy.statements());
        Statement first = more.get(0);
        more.add(new Statement(
                "More", first.effect(), first.principal(), List.of(action), first.resources(), List.of()));
        return new Policy(more);
    }

    /** A statement with one action less. */
    private record RestOf(Statement whole, String action) {

        List<String> actions() {
            return whole.actions().stream()
                    .filter(other -> !other.equals(action))
                    .toList();
        }

        Statement statement() {
            return new Statement(
                    whole.sid(), whole.effect(), whole.principal(), actions(), whole.resources(), whole.conditions());
        }
    }

    private CommandRun succeed(String... words) {
        CommandRun run = run(words);
        assertThat(run.code()).as(run.all()).isZero();
        return run;
    }

    private CommandRun run(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        settings.forEach((key, value) -> line.add("--set=" + key + "=" + value));
        return CommandRun.of(line.toArray(String[]::new));
    }
}
