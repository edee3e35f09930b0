package dev.caravan.cli;

import dev.caravan.deadletter.read.DeadLetter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Dead letters and their bytes for each reason. */
final class ReasonCounts {

    private record Sum(long letters, long bytes) {

        Sum plus(Sum other) {
            return new Sum(letters + other.letters, bytes + other.bytes);
        }
    }

    private final Map<String, Sum> reasons = new TreeMap<>();

    void add(DeadLetter letter) {
        reasons.merge(letter.reason(), new Sum(1, letter.bytes()), Sum::plus);
    }

    /** A line for each reason. */
    void print(PrintWriter out) {
        if (reasons.isEmpty()) {
            out.println("no dead letters");
        }
        reasons.forEach((reason, sum) -> out.println(String.format(
                Locale.ROOT,
                "%s: %,d dead %s, %,d bytes",
                reason,
                sum.letters(),
                sum.letters() == 1 ? "letter" : "letters",
                sum.bytes())));
        out.flush();
    }
}
