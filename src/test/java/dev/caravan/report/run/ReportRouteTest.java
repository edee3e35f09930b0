package dev.caravan.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.report.Chart;
import dev.caravan.report.ReportBoard;
import dev.caravan.report.ledger.LedgerRig;
import dev.caravan.report.route.RouteReports;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route made from the shipped template, on DynamoDB Local and Athena's engine. */
@Timeout(120)
class ReportRouteTest {

    private static String table;

    private final ReportRig rig = ReportRig.on(table);
    private final String name = SharedServices.uniqueName("report");
    private DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path directory;

    @BeforeAll
    static void createTable() {
        table = LedgerRig.createTable();
    }

    @AfterEach
    void closeContext() throws IOException {
        context.close();
    }

    private void start(String options) throws Exception {
        Files.writeString(directory.resolve("numbers.sql"), """
                -- Anything; its window.
                SELECT ? AS a, cast(? AS varchar) AS b;
                """);
        Path file = Files.writeString(directory.resolve("report.yaml"), """
                - templatedRoute:
                    routeTemplateRef: report
                    routeId: numbers
                    parameters:
                      - { name: name, value: %s }
                      - { name: sql, value: "file:%s/numbers.sql" }
                      - { name: cron, value: "0 7 * * *" }
                      - { name: zone, value: Europe/Berlin }
                      - { name: parameters, value: "window.from, window.to" }
                      - { name: recipients, value: "bob@example.org, ada@EXAMPLE.org" }
                      - { name: owner, value: owner@example.org }
                      - { name: subject, value: "Numbers & 100 %% of größe" }
                %s""".formatted(name, directory, options));
        context.getRegistry().bind("desk", ReportDesk.class, rig.desk());
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        PluginHelper.getResourceLoader(context)
                                .resolveResource("classpath:dev/caravan/templates/report.yaml"),
                        PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
        context.start();
    }

    @Test
    void aFewLinesAndAStatementMailAReportAtItsTime() throws Exception {
        // Given
        rig.clock.advance(Duration.ofMillis(-500));
        start("");
        Awaitility.await().until(() -> rig.ledger.table().newest(name).findAny().isPresent());

        // When
        rig.clock.advance(Duration.ofMillis(500));

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rig.mail.taken().size() == 2);
        assertThat(rig.mail.recipients()).containsExactly("ada@example.org", "bob@example.org");
        assertThat(rig.mail.taken().get(0).text())
                .isEqualTo(
                        "2026-02-28T06:00:00Z to 2026-03-01T06:00:00Z [[2026-02-28T06:00:00Z, 2026-03-01T06:00:00Z]]");
        Awaitility.await().until(() -> standing().lastRun().isPresent());
        Awaitility.await()
                .untilAsserted(() -> assertThat(standing().nextRun()).contains(Instant.parse("2026-03-02T06:00:00Z")));
        assertThat(standing().schedule()).isEqualTo("0 7 * * * Europe/Berlin");
        ReportBoard.LastRun last = standing().lastRun().orElseThrow();
        assertThat(last.state()).isEqualTo("sent");
        assertThat(last.rows()).containsExactly(List.of("2026-02-28T06:00:00Z", "2026-03-01T06:00:00Z"));
        assertThat(last.chart()).isEqualTo(Chart.NONE);
    }

    @Test
    void whatWasMissedWhileNothingRanIsSentAtTheStart() throws Exception {
        // Given
        rig.clock.advance(Duration.ofMillis(-500));
        start("");
        Awaitility.await().until(() -> rig.ledger.table().newest(name).findAny().isPresent());
        context.close();

        // When
        context = new DefaultCamelContext();
        rig.clock.advance(Duration.ofDays(3));
        start("");

        // Then: the newest fire time, and a window that leaves nothing out since the report is known
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rig.mail.taken().size() == 2);
        assertThat(rig.mail.taken().get(0).text()).contains("2026-03-03T06:00:00Z");
    }

    private ReportBoard.Standing standing() {
        return new RouteReports(context).reports().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron       | 0 7 * *           | five fields",
                "zone       | Europe/Berlim     | no time zone Europe/Berlim",
                "recipients | ada               | ada is no mail address",
                "owner      | a@b, c@d          | is no mail address",
                "chart      | pie               | chart is of [bar, line, none], got pie",
                "chart      | bar               | category and a value",
                "attachments| csv, pdf          | got pdf",
                "missed     | never             | missed is skip, latest or all(n)",
                "parameters | window.frm        | window.frm is not window.from",
                "sql        | file:/nowhere.sql | there is no file:/nowhere.sql"
            })
    void anOptionThatCannotBeUsedKeepsTheRouteFromBeingMade(String option, String value, String reason) {
        assertThatThrownBy(() -> start("      - { name: %s, value: \"%s\" }%n".formatted(option, value)))
                .hasStackTraceContaining(reason);
    }
}
