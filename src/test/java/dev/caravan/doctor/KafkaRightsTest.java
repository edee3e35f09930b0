package dev.caravan.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.local.kafka.SecuredKafka;
import dev.caravan.policy.Arns;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker with lists of who may do what. */
@Timeout(120)
class KafkaRightsTest {

    private static final String PASSWORD = "correct-horse";

    @TempDir
    private static Path directory;

    private static SecuredKafka kafka;
    private static Admin owner;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.startGuarded(directory.resolve("kafka"), PASSWORD);
        owner = Admin.create(Map.of("bootstrap.servers", kafka.ownServers()));
        owner.createTopics(List.of(new NewTopic("orders", 1, (short) 1), new NewTopic("copies", 1, (short) 1)))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        owner.close();
        kafka.close();
    }

    @AfterEach
    void forget() throws Exception {
        owner.deleteAcls(List.of(AclBindingFilter.ANY)).all().get(30, TimeUnit.SECONDS);
        clients.close();
    }

    @Test
    void whatIsAllowedIsOkWithoutReadingOrWriting() throws Exception {
        // Given
        allow(ResourceType.TOPIC, "orders", AclOperation.READ);
        allow(ResourceType.TOPIC, "copies", AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);
        allow(ResourceType.GROUP, "readers", AclOperation.READ);
        allow(ResourceType.TRANSACTIONAL_ID, "tx-readers-0", AclOperation.WRITE);

        // When / Then
        assertThat(rows())
                .containsExactly(
                        "ok Connect on " + kafka.bootstrapServers(),
                        "ok Describe on topic copies",
                        "ok Write on topic copies",
                        "ok DescribeConfigs on topic copies",
                        "ok Describe on topic orders",
                        "ok Read on topic orders",
                        "ok Describe on group readers",
                        "ok Read on group readers",
                        "ok Describe on transactional id tx-readers-0",
                        "not tried Write on transactional id tx-readers-0");
    }

    @Test
    void whatMayOnlyBeLookedAtLacksReadingAndWriting() throws Exception {
        // Given
        allow(ResourceType.TOPIC, "orders", AclOperation.DESCRIBE);
        allow(ResourceType.TOPIC, "copies", AclOperation.READ);
        allow(ResourceType.GROUP, "readers", AclOperation.DESCRIBE);

        // When / Then
        assertThat(rows())
                .contains(
                        "not allowed Write on topic copies",
                        "not allowed DescribeConfigs on topic copies",
                        "ok Describe on topic orders",
                        "not allowed Read on topic orders",
                        "ok Describe on group readers",
                        "not allowed Read on group readers",
                        "not allowed Describe on transactional id tx-readers-0");
    }

    @Test
    void whatMayNotEvenBeLookedAtIsNotAllowed() {
        assertThat(rows())
                .contains(
                        "ok Connect on " + kafka.bootstrapServers(),
                        "not allowed Describe on topic orders",
                        "not allowed Describe on topic copies",
                        "not allowed Describe on group readers",
                        "not allowed Describe on transactional id tx-readers-0")
                .noneMatch(row -> row.startsWith("not there"));
    }

    private static void allow(ResourceType type, String name, AclOperation... operations) throws Exception {
        List<AclBinding> bindings = new ArrayList<>();
        for (AclOperation operation : operations) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, name, PatternType.LITERAL),
                    new AccessControlEntry("User:" + SecuredKafka.USER, "*", operation, AclPermissionType.ALLOW)));
        }
        owner.createAcls(bindings).all().get(30, TimeUnit.SECONDS);
    }

    /** {@code STATE ACTION on RESOURCE}. */
    private List<String> rows() {
        Map<String, String> keys = new HashMap<>();
        SecuredKafka.login(PASSWORD).forEach((name, value) -> keys.put("kafka.client." + name, value));
        KafkaProbe probe = KafkaProbe.of(
                kafka.bootstrapServers(),
                List.of(
                        new Use.ReadsTopic("r", kafka.bootstrapServers(), "orders", "readers", Optional.of("tx")),
                        new Use.WritesTopic("r", kafka.bootstrapServers(), "copies"),
                        new Use.ReadsTopic("r", "elsewhere:9092", "others", "others", Optional.empty())));
        Attempts attempts = new Attempts(probe.what(), new ClockSkew(Clock.systemUTC()));
        probe.run(
                new Access(
                        clients,
                        Settings.empty().with(keys, "the test"),
                        new Arns("us-east-1", "123456789012"),
                        Optional.empty(),
                        false),
                attempts);
        return attempts.rows().stream()
                .map(row -> row.state() + " " + row.action() + " on " + row.resource())
                .toList();
    }
}
