package dev.caravan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.doctor.Diagnosis;
import dev.caravan.doctor.Row;
import dev.caravan.doctor.State;
import dev.caravan.report.AlignedTable;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** A row for each thing that was looked at, and the verdict. */
final class DiagnosisText {

    private static final List<Column> COLUMNS = Stream.of("state", "what", "permission", "detail")
            .map(name -> new Column(name, "varchar"))
            .toList();

    private DiagnosisText() {}

    static String table(Diagnosis diagnosis) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new AlignedTable()
                .print(
                        new QueryResult(
                                "doctor",
                                COLUMNS,
                                diagnosis.rows().stream()
                                        .map(DiagnosisText::cells)
                                        .iterator()),
                        out);
        out.println("doctor: "
                + (diagnosis.isHealthy() ? "nothing is missing" : "problems: " + diagnosis.problems())
                + (diagnosis.notTried() == 0 ? "" : "; not tried: " + diagnosis.notTried()));
        out.flush();
        return text.toString();
    }

    /** What is wrong names the resource in its detail; a column of ARNs would be as wide as the rest together. */
    private static List<String> cells(Row row) {
        boolean told = row.state().isProblem() || row.resource().isEmpty();
        String more = row.state() == State.OK && !row.detail().isEmpty() ? " (" + row.detail() + ")" : "";
        return List.of(row.state().toString(), row.what(), row.action(), told ? row.detail() : row.resource() + more);
    }

    /** {@code {"healthy": …, "rows": [{"state": …, "what": …, "permission": …, "resource": …, "detail": …}]}}. */
    static String json(Diagnosis diagnosis) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("healthy", diagnosis.isHealthy());
        ArrayNode rows = document.putArray("rows");
        for (Row row : diagnosis.rows()) {
            rows.addObject()
                    .put("state", row.state().toString())
                    .put("what", row.what())
                    .put("permission", row.action())
                    .put("resource", row.resource())
                    .put("detail", row.detail());
        }
        return document.toPrettyString() + System.lineSeparator();
    }
}
