package dev.caravan.report.mail;

import dev.caravan.report.Attachment;
import dev.caravan.report.Chart;
import dev.caravan.report.Completeness;
import dev.caravan.report.Limits;
import dev.caravan.report.Presentation;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import dev.caravan.report.Window;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the tests make mails of. */
final class Samples {

    static final Sender SENDER = new Sender("Caravan", "caravan@example.com");
    static final String READER = "analyst@example.com";
    static final String ID = "<actions-by-day.20261128T000000Z.0f3a9c@example.com>";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T00:00:42Z"), ZoneOffset.UTC);
    static final Links NO_LINKS = (file, name) -> {
        throw new AssertionError("Nobody asked for a link to " + name);
    };
    static final Links LINKS = (file, name) -> URI.create("https://bucket.example.com/" + name + "?X-Signature=a&b=c");

    static final Window DAY = new Window(Instant.parse("2026-11-27T00:00:00Z"), Instant.parse("2026-11-28T00:00:00Z"));
    static final Completeness COMPLETE = new Completeness(
            Optional.of(Instant.parse("2026-11-27T09:55:12Z")),
            Optional.of(Duration.ofSeconds(40)),
            OptionalLong.of(3),
            12_300_000,
            false);
    static final Completeness INCOMPLETE = new Completeness(
            COMPLETE.completeTo(), COMPLETE.lag(), COMPLETE.deadLetters(), COMPLETE.scannedBytes(), true);

    static final List<Column> ACTIONS = List.of(new Column("action", "varchar"), new Column("count", "bigint"));
    static final Chart BAR = new Chart(Chart.Kind.BAR, "action", "count");

    private Samples() {}

    static Presentation presentation(Chart chart, Limits limits) {
        return new Presentation(
                "actions-by-day",
                "Actions by day",
                ZoneOffset.UTC,
                chart,
                Set.of(Attachment.CSV, Attachment.XLSX),
                limits);
    }

    static Presentation presentation() {
        return presentation(BAR, Limits.DEFAULT);
    }

    static Composer composer(Links links) {
        return new Composer(SENDER, CLOCK, links);
    }

    static QueryResult actions() {
        return QueryResult.of(
                "6c1f7e0a-3f5d-4c1e-9d38-b8d3a1f0c0de",
                ACTIONS,
                new String[] {"click", "1200"},
                new String[] {"view", "45310"},
                new String[] {"purchase", "87"},
                new String[] {"add_to_cart", "940"},
                new String[] {"search", "3105"});
    }
}
