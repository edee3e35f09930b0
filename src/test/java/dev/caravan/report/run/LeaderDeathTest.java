package dev.caravan.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.report.ledger.Delivery;
import dev.caravan.report.ledger.LedgerRig;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.run.Replica.Point;
import dev.caravan.report.schedule.Missed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two processes with the same report; at most fire times whoever leads is killed at some point of its work. */
@Timeout(300)
class LeaderDeathTest {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderDeathTest.class);
    private static final int FIRES = 100;
    private static final List<Point> POINTS = List.of(Point.values());
    private static final String NAME = "mortal";

    private final ReportRig rig = ReportRig.on(LedgerRig.createTable());
    private final AtomicReference<Point> plan = new AtomicReference<>();
    private final List<Replica> replicas = new ArrayList<>();
    private int owners;

    @Test
    void noMailIsSentTwiceAndNoneIsMissingThatIsNotListedAsUncertain() throws Exception {
        // Given
        Random random = new Random(4);
        ReportDefinition report = withCrawler(
                ReportRig.report(NAME, "SELECT ? AS a, ? AS b", new OnlyIf.Always(), Duration.ZERO, Missed.LATEST));
        replicas.add(replica(report));
        replicas.add(replica(report));
        round();
        int kills = 0;

        // When
        for (int fire = 1; fire <= FIRES; fire++) {
            rig.clock.advance(Duration.between(rig.clock.instant(), ReportRig.FIRE.plus(Duration.ofHours(fire))));
            Optional<Point> point =
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of(POINTS.get(random.nextInt(POINTS.size())));
            plan.set(point.orElse(null));
            round();
            kills += point.isPresent() ? 1 : 0;
            assertThat(plan.get())
                    .as("somebody came to the point at fire %d", fire)
                    .isNull();
            if (replicas.removeIf(Replica::isDead)) {
                replicas.add(replica(report));
                // Others wait until the dead one's lease is over.
                round();
                rig.clock.advance(LedgerRig.LEASE);
                round();
            }
        }

        // Then
        Map<RunKey, List<Row>> runs = rig.ledger
                .table()
                .newest(NAME)
                .filter(row -> row.isReport() && !row.recipient().equals(ReportLedger.NOBODY))
                .collect(Collectors.groupingBy(Row::run));
        Map<String, Long> mails = rig.mail.taken().stream()
                .collect(Collectors.groupingBy(RecordingMail.Taken::messageId, Collectors.counting()));
        List<Row> rows = runs.values().stream().flatMap(List::stream).toList();
        List<Row> sent = rows.stream()
                .filter(row -> row.delivery() instanceof Delivery.Sent)
                .toList();
        List<Row> uncertain = rows.stream()
                .filter(row -> row.delivery() instanceof Delivery.Uncertain)
                .toList();
        LOG.info(
                "{} fires, {} kills, {} mails due: {} sent, {} uncertain; {} mails taken",
                FIRES,
                kills,
                rows.size(),
                sent.size(),
                uncertain.size(),
                mails.size());
        assertThat(mails).as("doubled").allSatisfy((id, count) -> assertThat(count)
                .isEqualTo(1));
        assertThat(runs).as("a row for each fire time").hasSize(FIRES);
        assertThat(rows).as("for each recipient").hasSize(FIRES * 2);
        assertThat(sent.size() + uncertain.size())
                .as("all that is not sent is uncertain")
                .isEqualTo(rows.size());
        assertThat(sent).allSatisfy(row -> assertThat(mails).containsKey(((Delivery.Sent) row.delivery()).messageId()));
        assertThat(uncertain).as("deaths while sending, and only those").hasSizeBetween(1, kills);
        assertWindowsLeaveNothingOut(sent);
    }

    private void assertWindowsLeaveNothingOut(List<Row> sent) {
        Map<Instant, Row> byEnd = sent.stream()
                .collect(Collectors.toMap(row -> row.window().to(), Function.identity(), (one, other) -> one));
        assertThat(byEnd.values())
                .allSatisfy(row -> assertThat(byEnd.containsKey(row.window().from())
                                || !row.window().from().isAfter(ReportRig.FIRE))
                        .as(
                                "what begins at %s follows on a window that was sent",
                                row.window().from())
                        .isTrue());
    }

    private void round() throws Exception {
        for (var end : replicas.stream().map(Replica::round).toList()) {
            end.get(60, TimeUnit.SECONDS);
        }
    }

    private Replica replica(ReportDefinition report) {
        return new Replica("owner-" + owners++, rig, report, plan);
    }

    /** So that a replica can die between its claim and its query. */
    private static ReportDefinition withCrawler(ReportDefinition report) {
        return new ReportDefinition(
                report.presentation(),
                report.description(),
                report.sql(),
                report.parameters(),
                report.schedule(),
                report.missed(),
                report.recipients(),
                report.owner(),
                report.onlyIf(),
                report.freshnessWait(),
                Optional.of("crawler"));
    }
}
