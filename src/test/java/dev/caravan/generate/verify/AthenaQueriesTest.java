package dev.caravan.generate.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.generate.verify.AthenaService.Answer;
import dev.caravan.generate.verify.VerifyTargets.AthenaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.athena.AthenaClient;

@Timeout(60)
class AthenaQueriesTest {

    private static final AthenaAccess ACCESS =
            new AthenaAccess("lake", Optional.of("s3://results/"), "primary", Duration.ofSeconds(20));

    @Test
    void allPagesAreReadWithoutTheHeader() {
        // Given
        List<List<String>> rows = IntStream.range(0, 2_500)
                .mapToObj(number -> Arrays.asList(Integer.toString(number), null))
                .toList();
        List<List<String>> read = new ArrayList<>();

        // When
        run(Answer.rows(rows), ACCESS, queries -> queries.forEachRow("SELECT 1", read::add));

        // Then
        assertThat(read).isEqualTo(rows);
    }

    @Test
    void aFailedQueryIsAnErrorWithAthenasReason() {
        // Given
        Answer failed = new Answer("FAILED", "TABLE_NOT_FOUND: line 1:15: Table 'x' does not exist", List.of());

        // When / Then
        assertThatThrownBy(() -> run(failed, ACCESS, queries -> queries.number("SELECT count(*) FROM x")))
                .isInstanceOf(VerificationException.class)
                .hasMessage("Athena query query-0 is FAILED: TABLE_NOT_FOUND: line 1:15: Table 'x' does not exist:"
                        + " SELECT count(*) FROM x");
    }

    @Test
    void aCancelledQueryIsAnErrorToo() {
        // Given
        Answer cancelled = new Answer("CANCELLED", "by somebody", List.of());

        // When / Then
        assertThatThrownBy(() -> run(cancelled, ACCESS, queries -> queries.number("SELECT 1")))
                .hasMessageContaining("is CANCELLED: by somebody");
    }

    @Test
    void aQueryThatDoesNotEndIsStopped() {
        // Given
        AthenaAccess hasty = new AthenaAccess("lake", Optional.empty(), "primary", Duration.ofMillis(200));
        try (AthenaService athena = new AthenaService(sql -> new Answer("RUNNING", "", List.of()));
                AthenaClient client = athena.client()) {

            // When / Then
            assertThatThrownBy(() -> new AthenaQueries(client, hasty).number("SELECT 1"))
                    .isInstanceOf(VerificationException.class)
                    .hasMessageContaining("was stopped after");
            assertThat(athena.stopped()).containsExactly("query-0");
        }
    }

    @Test
    void namesThatSqlWouldMisreadAreQuoted() {
        assertThat(AthenaQueries.name("user_activity")).isEqualTo("user_activity");
        assertThat(AthenaQueries.name("user-activity")).isEqualTo("\"user-activity\"");
        assertThat(AthenaQueries.name("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    private static void run(Answer answer, AthenaAccess access, Consumer<AthenaQueries> use) {
        try (AthenaService athena = new AthenaService(sql -> answer);
                AthenaClient client = athena.client()) {
            use.accept(new AthenaQueries(client, access));
        }
    }
}
