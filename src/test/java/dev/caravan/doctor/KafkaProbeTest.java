package dev.caravan.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.local.kafka.SecuredKafka;
import dev.caravan.policy.Arns;
import dev.caravan.policy.MskCluster;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker whose clients have to log in. */
@Timeout(120)
class KafkaProbeTest {

    private static final String PASSWORD = "correct-horse";
    private static final MskCluster MSK = new MskCluster("arn:aws:kafka:us-east-1:123456789012:cluster/events/0f1e-1");

    @TempDir
    private static Path directory;

    private static SecuredKafka kafka;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(directory.resolve("kafka"), PASSWORD);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aWrongPasswordIsNeitherUnreachableNorAMissingPermission() {
        // When
        List<Row> rows = rows(login("wrong-horse"), Optional.empty());

        // Then
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.WRONG);
            assertThat(row.action()).isEqualTo("Connect");
            assertThat(row.detail())
                    .startsWith("the credentials in kafka.client.* are refused: ")
                    .doesNotContain("wrong-horse");
        });
    }

    @Test
    void aTopicThatIsNotThereIsToldAndAGroupThatNobodyJoinedIsNoFault() {
        // When
        List<Row> rows = rows(login(PASSWORD), Optional.of(MSK));

        // Then
        assertThat(rows)
                .extracting(Row::state, Row::action, Row::resource)
                .containsExactly(
                        tuple(State.OK, "kafka-cluster:Connect", MSK.arn()),
                        tuple(State.NOT_THERE, "kafka-cluster:DescribeTopic", MSK.topic("orders")),
                        tuple(State.OK, "kafka-cluster:DescribeGroup", MSK.group("readers")),
                        tuple(State.OK, "kafka-cluster:AlterGroup", MSK.group("readers")),
                        tuple(State.OK, "kafka-cluster:DescribeTransactionalId", MSK.transactionalId("tx-readers-0")),
                        tuple(
                                State.NOT_TRIED,
                                "kafka-cluster:AlterTransactionalId",
                                MSK.transactionalId("tx-readers-0")));
    }

    @Test
    void aPropertyThatKafkaDoesNotTakeIsASettingToCorrect() {
        // When
        List<Row> rows = rows(Map.of("security.protocol", "TELEGRAPH"), Optional.empty());

        // Then
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.WRONG);
            assertThat(row.detail()).contains("TELEGRAPH");
        });
    }

    private List<Row> rows(Map<String, String> client, Optional<MskCluster> msk) {
        Map<String, String> keys = new HashMap<>();
        client.forEach((name, value) -> keys.put("kafka.client." + name, value));
        Access access = new Access(
                clients, Settings.empty().with(keys, "the test"), new Arns("us-east-1", "123456789012"), msk, false);
        KafkaProbe probe = new KafkaProbe(
                kafka.bootstrapServers(), Set.of("orders"), Set.of(), Set.of("readers"), Set.of("tx-readers-0"));
        Attempts attempts = new Attempts(probe.what(), new ClockSkew(Clock.systemUTC()));
        probe.run(access, attempts);
        return attempts.rows();
    }

    private static Map<String, String> login(String password) {
        return SecuredKafka.login(password);
    }
}
