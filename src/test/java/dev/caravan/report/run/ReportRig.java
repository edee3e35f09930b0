package dev.caravan.report.run;

import dev.caravan.measure.Measures;
import dev.caravan.report.AthenaQueries;
import dev.caravan.report.AthenaSettings;
import dev.caravan.report.Chart;
import dev.caravan.report.Limits;
import dev.caravan.report.Presentation;
import dev.caravan.report.ledger.LedgerRig;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.schedule.Cron;
import dev.caravan.report.schedule.Missed;
import dev.caravan.report.schedule.Schedule;
import dev.caravan.testing.SettableClock;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.athena.AthenaClient;

/** One process's desk on a ledger, on Athena's engine, with recorded mails; each rig has a report of its own. */
final class ReportRig {

    static final Instant FIRE = Instant.parse("2026-03-01T06:00:00Z");

    private static final Lazily DATABASE = new Lazily();

    final SettableClock clock;
    final RecordingMail mail = new RecordingMail();
    final String table;
    ReportLedger ledger;
    AthenaClient athena = SharedServices.athenaClient();
    Duration timeout = Duration.ofSeconds(60);
    Instant completeTo;

    private ReportRig(SettableClock clock, String table) {
        this.clock = clock;
        this.table = table;
        this.ledger = LedgerRig.ledger(table, clock, "first");
    }

    static ReportRig on(String table) {
        return new ReportRig(new SettableClock(FIRE), table);
    }

    private static final class Lazily {
        private String database;
        private String output;

        synchronized AthenaSettings settings(Duration timeout) {
            if (database == null) {
                database = SharedServices.uniqueName("reports").replace('-', '_');
                SharedServices.glueClient()
                        .createDatabase(create -> create.databaseInput(input -> input.name(database)));
                output = "s3://" + SharedServices.createBucket() + "/";
            }
            return new AthenaSettings(database, "primary", Optional.of(output), timeout);
        }
    }

    ReportDesk desk() {
        return desk(mail.mailing());
    }

    ReportDesk desk(Mailing mailing) {
        return new ReportDesk(
                new AthenaQueries(athena, DATABASE.settings(timeout)),
                ledger,
                mailing,
                (crawler, stopped) -> {},
                () -> Optional.ofNullable(completeTo),
                Measures.NONE,
                clock,
                Path.of("target"));
    }

    /** Hourly, of what the parameters say, to two recipients. */
    static ReportDefinition report(String name, String sql, OnlyIf onlyIf) {
        return report(name, sql, onlyIf, Duration.ZERO, Missed.LATEST);
    }

    static ReportDefinition report(String name, String sql, OnlyIf onlyIf, Duration freshnessWait, Missed missed) {
        return new ReportDefinition(
                new Presentation(name, "A report", ZoneOffset.UTC, Chart.NONE, Set.of(), Limits.DEFAULT),
                "",
                sql,
                Parameter.parseAll(sql.contains("?") ? "window.from, window.to" : ""),
                Optional.of(new Schedule(Cron.parse("0 * * * *"), ZoneOffset.UTC)),
                missed,
                List.of("ada@example.org", "bob@example.org"),
                "owner@example.org",
                onlyIf,
                freshnessWait,
                Optional.empty());
    }

    static Drafting drafting(ReportDesk desk, ReportDefinition report) {
        return new Drafting(desk, report, Map.of(), "");
    }
}
