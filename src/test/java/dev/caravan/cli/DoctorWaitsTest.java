package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.BlackHole;
import dev.caravan.testing.SecretsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What does not answer ends as a row, and soon. */
@Timeout(180)
@ExtendWith(LocalKeys.class)
class DoctorWaitsTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final List<String> SERVICES = List.of("s3", "kinesis", "dynamodb", "glue", "athena");

    @Test
    void servicesThatTakeTheCallAndNeverAnswerAreUnreachable() throws Exception {
        try (BlackHole hole = BlackHole.silent()) {
            requireUnreachable(hole);
        }
    }

    @Test
    void servicesThatDropEveryConnectionAreUnreachable() throws Exception {
        try (BlackHole hole = BlackHole.closed()) {
            requireUnreachable(hole);
        }
    }

    private static void requireUnreachable(BlackHole hole) {
        // Given
        List<String> line = new ArrayList<>(List.of("--set=kafka.brokers=" + hole.address()));
        SERVICES.forEach(service -> line.add("--set=aws.endpoint." + service + "=http://" + hole.address()));
        long begin = System.nanoTime();

        // When
        CommandRun run = doctor(line);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(run.all()).doesNotContain("\tat ");
        for (String what :
                List.of("stream ", "table ", "lease table ", "s3://", "crawler ", "work group ", "Kafka at ")) {
            assertThat(run.out().lines())
                    .as(what)
                    .anyMatch(row -> row.matches("unreachable +" + what + ".*"))
                    .noneMatch(row -> row.matches("(ok|not allowed|not there|wrong) +" + what + ".*"));
        }
    }

    @Test
    void aVaultThatNeverAnswersIsARow() throws Exception {
        try (BlackHole hole = BlackHole.silent()) {
            // When
            CommandRun run = doctor(List.of(
                    "--set=camel.vault.aws.override-endpoint=true",
                    "--set=camel.vault.aws.uri-endpoint-override=http://" + hole.address(),
                    "--set=lake.bucket={{aws:names#lake}}",
                    "--set=kafka.client.sasl.jaas.config={{aws:kafka}}"));

            // Then
            assertThat(run.code()).as(run.all()).isEqualTo(1);
            assertThat(run.err()).isEmpty();
            assertThat(run.out().lines())
                    .anyMatch(row ->
                            row.matches("unreachable +secret kafka +secretsmanager:GetSecretValue.*got no answer.*"))
                    .anyMatch(row -> row.matches("not tried +secret names +secretsmanager:GetSecretValue .*"))
                    .anyMatch(row -> row.matches("not tried +everything else .*need these secrets"))
                    .contains("doctor: problems: 1; not tried: 2");
        }
    }

    @Test
    void aSecretThatIsDeniedOrNotThereIsARowWithWhatToAdd() throws Exception {
        try (SecretsServer vault = new SecretsServer(Map.of("kafka", "x"))) {
            // Given
            vault.refuse(1, 400, "AccessDeniedException");
            List<String> line = new ArrayList<>(List.of(
                    "--account=123456789012",
                    "--set=lake.bucket={{aws:names#lake}}",
                    "--set=kafka.client.sasl.jaas.config={{aws:kafka}}"));
            vault.settings().forEach((key, value) -> line.add("--set=" + key + "=" + value));

            // When
            CommandRun run = doctor(line);

            // Then
            assertThat(run.code()).as(run.all()).isEqualTo(1);
            assertThat(run.err()).isEmpty();
            assertThat(run.out().lines())
                    .anyMatch(
                            row -> row.matches(
                                    "not allowed +secret kafka +secretsmanager:GetSecretValue.*add"
                                            + " secretsmanager:GetSecretValue on"
                                            + " arn:aws:secretsmanager:us-east-1:123456789012:secret:kafka-\\?\\?\\?\\?\\?\\? to the role.*"))
                    .anyMatch(row -> row.matches("not there +secret names .*make it, or correct its name.*"))
                    .contains("doctor: problems: 2; not tried: 1");
        }
    }

    private static CommandRun doctor(List<String> settings) {
        List<String> line = new ArrayList<>(List.of("doctor"));
        line.addAll(settings);
        return CommandRun.of(line.toArray(String[]::new));
    }
}
