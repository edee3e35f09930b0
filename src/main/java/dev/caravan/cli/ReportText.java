package dev.caravan.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.report.AlignedTable;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import dev.caravan.report.ledger.Delivery;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.run.RunOutcome;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;

/** What the commands about reports print, for a person or as JSON. */
final class ReportText {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final PrintWriter out;
    private final boolean json;

    ReportText(PrintWriter out, boolean json) {
        this.out = requireNonNull(out, "out");
        this.json = json;
    }

    /** @return the exit code */
    int outcome(RunOutcome outcome) {
        if (json) {
            ObjectNode document = JSON.createObjectNode()
                    .put("report", outcome.run().report())
                    .put("state", outcome.state())
                    .put("rows", outcome.totalRows());
            print(document, outcome.mails());
        } else {
            history(outcome.mails());
            out.println(RecordText.printable(outcome.toString()));
        }
        out.flush();
        return outcome.state().equals("sent") || outcome.state().equals("skipped") ? 0 : 1;
    }

    private void print(ObjectNode document, List<Row> rows) {
        ArrayNode mails = document.putArray("mails");
        rows.forEach(row -> mails.add(mail(row)));
        print(document);
    }

    /** @return the exit code */
    int written(DryRun.Written written) {
        if (json) {
            ObjectNode document =
                    JSON.createObjectNode().put("rows", written.rows()).put("reason", written.reason());
            ArrayNode files = document.putArray("files");
            written.files().forEach(file -> files.add(file.toString()));
            print(document);
        } else if (written.files().isEmpty()) {
            out.println("No mail: " + RecordText.printable(written.reason()));
        } else {
            written.files().forEach(file -> out.println("written: " + file));
        }
        out.flush();
        return 0;
    }

    void history(List<Row> rows) {
        if (json) {
            print(JSON.createObjectNode(), rows);
        } else {
            table(
                    List.of("report", "scheduled", "window from", "window to", "recipient", "state", "why"),
                    rows.stream()
                            .map(row -> new String[] {
                                row.run().report(),
                                row.run().scheduled() + (row.run().manual() ? " by hand" : ""),
                                row.window().from().toString(),
                                row.window().to().toString(),
                                row.recipient(),
                                row.delivery().state(),
                                RecordText.printable(row.delivery().reason())
                            })
                            .toArray(String[][]::new));
        }
        out.flush();
    }

    private static JsonNode mail(Row row) {
        ObjectNode node = JSON.createObjectNode()
                .put("report", row.run().report())
                .put("scheduled", row.run().scheduled().toString())
                .put("by_hand", row.run().manual())
                .put("from", row.window().from().toString())
                .put("to", row.window().to().toString())
                .put("recipient", row.recipient())
                .put("state", row.delivery().state())
                .put("reason", row.delivery().reason())
                .put("updated", row.updated().toString());
        if (row.delivery() instanceof Delivery.Sent sent) {
            node.put("message_id", sent.messageId()).put("rows", sent.rows());
        }
        return node;
    }

    void reports(List<ReportDefinition> reports, Clock clock) {
        if (json) {
            ObjectNode document = JSON.createObjectNode();
            ArrayNode array = document.putArray("reports");
            reports.forEach(report -> array.addObject()
                    .put("name", report.name())
                    .put("description", report.description())
                    .put("schedule", schedule(report))
                    .put("next", next(report, clock))
                    .put("recipients", String.join(",", report.recipients()))
                    .put("owner", report.owner()));
            print(document);
        } else {
            table(
                    List.of("report", "schedule", "next", "recipients", "owner"),
                    reports.stream()
                            .map(report -> new String[] {
                                report.name(),
                                schedule(report),
                                next(report, clock),
                                String.join(",", report.recipients()),
                                report.owner()
                            })
                            .toArray(String[][]::new));
        }
        out.flush();
    }

    private static String schedule(ReportDefinition report) {
        return report.schedule().map(Object::toString).orElse("by hand");
    }

    private static String next(ReportDefinition report, Clock clock) {
        return report.schedule()
                .flatMap(schedule -> schedule.next(clock.instant()))
                .map(Object::toString)
                .orElse("");
    }

    private void table(List<String> columns, String[][] rows) {
        new AlignedTable()
                .print(
                        QueryResult.of(
                                "",
                                columns.stream()
                                        .map(name -> new Column(name, "varchar"))
                                        .toList(),
                                rows),
                        out);
    }

    private void print(ObjectNode document) {
        try {
            out.println(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can always be written as JSON", e);
        }
    }
}
