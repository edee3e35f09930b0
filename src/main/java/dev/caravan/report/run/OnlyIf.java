package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

/** When a report is worth a mail. */
public sealed interface OnlyIf {

    /** Each time. */
    record Always() implements OnlyIf {}

    /** When the answer has a row. */
    record Rows() implements OnlyIf {}

    /**
     * When this is true of the answer.
     *
     * @param sql an expression over the columns of the report, aggregates such as {@code sum(events) > 100} among them
     */
    record Condition(String sql) implements OnlyIf {

        public Condition {
            requireNonNull(sql, "sql");
        }

        /** One row with one boolean. */
        String statement(String report) {
            return "SELECT (" + sql + ") AS is_true FROM (\n" + report + "\n) AS report";
        }
    }

    /** @param text {@code always}, {@code rows}, or a condition */
    static OnlyIf parse(String text) {
        return switch (text) {
            case "always" -> new Always();
            case "rows" -> new Rows();
            default -> new Condition(text);
        };
    }
}
