package dev.caravan.runtime;

import dev.caravan.aws.AwsClients;
import dev.caravan.catalog.Crawl;
import dev.caravan.catalog.WhenRunning;
import dev.caravan.measure.Measures;
import dev.caravan.report.AthenaQueries;
import dev.caravan.report.AthenaSettings;
import dev.caravan.report.ledger.LedgerTable;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.mail.Composer;
import dev.caravan.report.mail.FailureLetters;
import dev.caravan.report.mail.Mailers;
import dev.caravan.report.mail.Sender;
import dev.caravan.report.run.Crawling;
import dev.caravan.report.run.Mailing;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.report.run.ReportSettings;
import dev.caravan.report.run.ResultLinks;
import dev.caravan.report.run.SourceProgress;
import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Makes what the reports of a process share. */
public final class ReportDesks {

    /** After it the work of a process that is gone is another's. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration CRAWL_LOOK = Duration.ofSeconds(2);
    private static final Duration CRAWL = Duration.ofMinutes(10);

    private ReportDesks() {}

    /**
     * @throws dev.caravan.settings.SettingsException if mails cannot be sent as the settings are
     */
    public static ReportDesk of(Settings settings, AwsClients clients, Measures measures, SourceProgress progress) {
        Clock clock = Clock.systemUTC();
        AthenaSettings athena = AthenaSettings.from(settings);
        String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        LedgerTable table = new LedgerTable(
                clients.dynamoDb(), ReportSettings.from(settings).ledgerTable());
        return new ReportDesk(
                new AthenaQueries(clients.athena(), athena),
                new ReportLedger(table, clock, owner, LEASE),
                mailing(settings, clients, athena, clock),
                crawling(clients),
                progress,
                measures,
                clock,
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static Mailing mailing(Settings settings, AwsClients clients, AthenaSettings athena, Clock clock) {
        Sender sender = Sender.from(settings);
        Composer composer =
                new Composer(sender, clock, new ResultLinks(clients.s3(), clients.s3Presigner(), athena.output()));
        String address = sender.address();
        return new Mailing(
                composer::compose,
                new FailureLetters(sender, clock)::failure,
                Mailers.from(settings, clients.ses()),
                address.substring(address.lastIndexOf('@') + 1));
    }

    private static Crawling crawling(AwsClients clients) {
        return (crawler, stopped) ->
                new Crawl(clients.glue(), crawler, WhenRunning.AGAIN, CRAWL_LOOK, CRAWL, stopped).run();
    }
}
