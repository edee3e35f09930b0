package dev.caravan.page.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.page.snapshot.Verdict.Level;
import dev.caravan.routes.ReloadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    private Optional<String> failure = Optional.empty();
    private Optional<String> delay = Optional.empty();
    private Optional<ReloadStatus> edit = Optional.of(new ReloadStatus.Unchanged());
    private Optional<Instant> lastBegun = Optional.of(NOW.minusSeconds(5));
    private Duration behind = Duration.ofSeconds(2);
    private boolean reading = true;
    private String state = "Started";
    private boolean automatic = true;
    private long deadLetters;
    private long pending;

    @Test
    void whatFlowsIsSaidInFigures() {
        assertThat(verdict()).isEqualTo(new Verdict(Level.GOOD, "Data flows: 1,240 records/s, 2 s behind", ""));
    }

    @Test
    void aFailedSourceIsTheFirstThingToKnow() {
        // Given
        failure = Optional.of("the bucket lake is gone");
        state = "Stopped";
        deadLetters = 3;

        // When / Then
        assertThat(verdict().level()).isEqualTo(Level.BAD);
        assertThat(verdict().sentence()).isEqualTo("Route orders stopped: the bucket lake is gone");
        assertThat(verdict().advice()).contains("Nothing was skipped");
    }

    @Test
    void aRouteThatSomebodyHasStoppedIsBadUnlessItWaitsToBeStarted() {
        // Given
        state = "Stopped";

        // When / Then
        assertThat(verdict().sentence()).isEqualTo("Route orders does not run: it is stopped");
        automatic = false;
        assertThat(verdict().level()).isEqualTo(Level.GOOD);
    }

    @Test
    void aBatchThatIsHeldUpIsBad() {
        // Given
        delay = Optional.of("Batch 7 is not delivered after 20 s: s3 does not answer");

        // When / Then
        assertThat(verdict().level()).isEqualTo(Level.BAD);
        assertThat(verdict().sentence()).startsWith("Route orders cannot deliver: Batch 7");
    }

    @Test
    void aRefusedEditIsToBeWatched() {
        // Given
        edit = Optional.of(new ReloadStatus.Refused(NOW, List.of("orders.yaml:3: no", "and more")));

        // When / Then
        assertThat(verdict().level()).isEqualTo(Level.WATCH);
        assertThat(verdict().sentence()).isEqualTo("The last edit of the routes is not applied: orders.yaml:3: no");
    }

    @Test
    void aSourceThatDoesNotReadYetIsNamed() {
        // Given
        reading = false;

        // When / Then
        assertThat(verdict().sentence()).isEqualTo("Route orders does not read Kafka topic sales yet");
    }

    @Test
    void freshDeadLettersAreSaidBesideTheFlow() {
        // Given
        deadLetters = 1;

        // When / Then
        assertThat(verdict().level()).isEqualTo(Level.WATCH);
        assertThat(verdict().sentence())
                .isEqualTo(
                        "1 record of route orders rejected in the last 5 min; data flows: 1,240 records/s, 2 s behind");
    }

    @Test
    void dataThatComesLateIsToBeWatched() {
        // Given
        behind = Duration.ofMinutes(12);

        // When / Then
        assertThat(verdict().sentence()).isEqualTo("Data flows, but 12 min behind: 1,240 records/s");
    }

    @Test
    void silenceOfAllSourcesIsSaid() {
        // Given
        lastBegun = Optional.of(NOW.minusSeconds(200));

        // When / Then
        assertThat(verdict().sentence()).isEqualTo("Nothing arrives since 3 min; all that was read is delivered");
        lastBegun = Optional.empty();
        assertThat(verdict().sentence()).isEqualTo("Nothing has arrived since the start");
        pending = 1;
        assertThat(verdict().level()).isEqualTo(Level.GOOD);
    }

    @Test
    void routesWithoutASourceAreWellWhenTheyRun() {
        // Given
        RouteView greet = new RouteView("greet", "", "Started", true, "direct:greet", Optional.empty(), flow());

        // When
        Verdict verdict = new Judge(List.of(greet), EditView.of(Optional.empty()), NOW).verdict();

        // Then
        assertThat(verdict).isEqualTo(new Verdict(Level.GOOD, "No route reads a stream; running: 1 route", ""));
    }

    private Verdict verdict() {
        SourceView source = new SourceView(
                "Kafka topic",
                "sales",
                reading,
                failure,
                delay,
                OptionalLong.of(0),
                Optional.of(behind),
                pending,
                1,
                List.of());
        RouteView route =
                new RouteView("orders", "", state, automatic, "kafka-batch:sales", Optional.of(source), flow());
        return new Judge(List.of(route), EditView.of(edit), NOW).verdict();
    }

    private FlowView flow() {
        return new FlowView(1_240, List.of(), 0, 0, Map.of(), deadLetters, 0, lastBegun, Optional.empty());
    }
}
