package dev.caravan.cli;

import dev.caravan.provision.Leftovers;
import dev.caravan.provision.Row;
import dev.caravan.provision.Status;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows about resources as lines: each when it is done, its details below it. */
final class ResourceRows {

    private static final String FORMAT = "%-9s  %-11s  %s%n";

    private final PrintWriter out;

    ResourceRows(PrintWriter out) {
        this.out = out;
    }

    void print(Row row) {
        out.printf(
                Locale.ROOT,
                FORMAT,
                row.status().code(),
                row.resource().kind(),
                row.resource().name());
        // An endpoint's own words may stand in them.
        row.details().forEach(detail -> out.printf(FORMAT, "", "", RecordText.printable(detail)));
        out.flush();
    }

    void notes(List<String> notes) {
        notes.forEach(note -> out.println("note: " + note));
        out.flush();
    }

    /** How many of each. */
    void summary(String command, Collection<Row> rows) {
        TreeMap<Status, Long> counts =
                rows.stream().collect(Collectors.groupingBy(Row::status, TreeMap::new, Collectors.counting()));
        out.println(command + ": "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey().code())
                        .collect(Collectors.joining(", ")));
        out.flush();
    }

    void leftovers(String deployment, Leftovers left) {
        left.problems().forEach(problem -> out.println(RecordText.printable(problem)));
        left.resources().forEach(resource -> out.println("left: " + RecordText.printable(resource)));
        if (left.isNothing()) {
            out.println("teardown: nothing is left of the deployment " + deployment);
        } else {
            out.println("teardown: the deployment " + deployment + " is not all gone: "
                    + left.resources().size() + " left, " + left.problems().size() + " places not looked through");
        }
        out.flush();
    }
}
