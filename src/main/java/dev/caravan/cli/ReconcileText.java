package dev.caravan.cli;

import dev.caravan.reconcile.ChainReport;
import dev.caravan.reconcile.Finding;
import dev.caravan.reconcile.FindingKind;
import dev.caravan.reconcile.LakeTotal;
import dev.caravan.reconcile.Report;
import dev.caravan.report.AlignedTable;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A row for each partition, a line for each lake that Athena was asked about and for each finding, and the verdict. */
final class ReconcileText {

    private static final List<Column> COLUMNS = List.of(
            new Column("lake", "varchar"),
            new Column("source", "varchar"),
            new Column("partition", "varchar"),
            new Column("lineage", "varchar"),
            new Column("batches", "bigint"),
            new Column("objects", "bigint"),
            new Column("in", "bigint"),
            new Column("out", "bigint"),
            new Column("rejected", "bigint"),
            new Column("filtered", "bigint"),
            new Column("gaps", "bigint"),
            new Column("overlaps", "bigint"),
            new Column("first", "varchar"),
            new Column("last", "varchar"));

    private ReconcileText() {}

    static String of(Report report) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new AlignedTable()
                .print(
                        new QueryResult(
                                "reconcile",
                                COLUMNS,
                                report.chains().stream().map(ReconcileText::row).iterator()),
                        out);
        report.lakes().forEach(lake -> lake.athena().ifPresent(rows -> out.println(athena(lake, rows))));
        report.findings().forEach(finding -> out.println(line(finding)));
        out.println("reconcile: " + verdict(report));
        out.flush();
        return text.toString();
    }

    private static List<String> row(ChainReport chain) {
        return List.of(
                chain.id().lake().toString(),
                chain.id().partition().source(),
                chain.id().partition().partition(),
                chain.id().partition().lineage(),
                Long.toString(chain.batches()),
                Long.toString(chain.objects()),
                Long.toString(chain.in()),
                Long.toString(chain.out()),
                Long.toString(chain.rejected()),
                Long.toString(chain.filtered()),
                Long.toString(chain.count(FindingKind.GAP)),
                Long.toString(chain.count(FindingKind.OVERLAP)),
                chain.first().text(),
                chain.last().text());
    }

    private static String athena(LakeTotal lake, long rows) {
        return lake.lake() + ": " + lake.rows() + " rows in the objects, " + rows + " counted by Athena";
    }

    private static String line(Finding finding) {
        // With keys of objects that anybody may have put there.
        return RecordText.printable(label(finding.kind()) + "  " + finding.where() + ": " + finding.text());
    }

    private static String verdict(Report report) {
        TreeMap<FindingKind, Long> kinds = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::kind, TreeMap::new, Collectors.counting()));
        String counts = kinds.isEmpty()
                ? "nothing is missing or doubled"
                : kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + label(kind.getKey()))
                        .collect(Collectors.joining(", "));
        return (report.isComplete() ? "COMPLETE" : "NOT COMPLETE") + " (" + counts + ")";
    }

    private static String label(FindingKind kind) {
        return kind.code().replace('-', ' ').toUpperCase(Locale.ROOT);
    }
}
