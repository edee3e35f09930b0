package dev.caravan.cli;

import dev.caravan.check.Explanation;
import dev.caravan.check.Report;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A line for each finding, a paragraph for each explained route, and the verdict. */
final class CheckText {

    private CheckText() {}

    static String of(Report report) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        report.explanations().forEach(route -> explain(route, out));
        report.findings().forEach(finding -> out.println(RecordText.printable(finding.toString())));
        out.println("check: " + count(report.problems(), "problem") + ", " + count(report.warnings(), "warning"));
        out.flush();
        return text.toString();
    }

    private static String count(long number, String what) {
        return number == 0 ? "no " + what + "s" : number + " " + what + (number == 1 ? "" : "s");
    }

    private static void explain(Explanation route, PrintWriter out) {
        out.println("route " + route.route() + " (" + route.file() + ":" + route.line() + ")");
        lines("reads", route.sources(), out);
        lines("writes", route.sinks(), out);
        for (Explanation.Lake lake : route.lakes()) {
            out.println("  objects in " + lake.location());
            out.println("    such as " + lake.sampleKey());
            lake.objectsPerDay()
                    .ifPresent(objects -> out.println("    " + objects + " or more a day, of "
                            + lake.objectBytes().orElseThrow() + " bytes each before compression"));
            lake.table()
                    .ifPresentOrElse(
                            statement -> statement.lines().forEach(line -> out.println("    " + line)),
                            () -> out.println("    no table statement: a crawler finds the columns"));
        }
        lines("memory at most", route.memory(), out);
        lines("AWS actions", route.actions(), out);
        out.println();
    }

    private static void lines(String title, List<String> lines, PrintWriter out) {
        lines.forEach(line -> out.println("  " + title + " " + RecordText.printable(line)));
    }
}
