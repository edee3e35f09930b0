package dev.caravan.report.schedule;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One field of a cron expression.
 *
 * @param values that it lets through, in the numbers of its unit
 * @param restricted false if it was written as {@code *}, or {@code *}{@code /n}: the field leaves the choice to others
 */
record CronField(NavigableSet<Integer> values, boolean restricted) {

    /** What a field counts, and the names that may stand for numbers. */
    enum Unit {
        MINUTE("minute", 0, 59),
        HOUR("hour", 0, 23),
        DAY("day of the month", 1, 31),
        MONTH("month", 1, 12),
        /** 0 and 7 are Sunday. */
        WEEKDAY("day of the week", 0, 7);

        private static final List<String> MONTHS =
                List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
        private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

        private final String title;
        private final int min;
        private final int max;

        Unit(String title, int min, int max) {
            this.title = title;
            this.min = min;
            this.max = max;
        }

        private List<String> names() {
            return switch (this) {
                case MONTH -> MONTHS;
                case WEEKDAY -> WEEKDAYS;
                case MINUTE, HOUR, DAY -> List.of();
            };
        }
    }

    CronField {
        requireNonNull(values, "values");
    }

    /** @throws IllegalArgumentException saying what is wrong with the text */
    static CronField parse(String text, Unit unit) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] range = part.split("/", 2);
            int step = range.length == 1 ? 1 : number(range[1], 1, unit.max, unit);
            if (range[0].equals("*")) {
                add(values, unit.min, unit.max, step);
            } else {
                String[] ends = range[0].split("-", 2);
                int first = value(ends[0], unit);
                int last = ends.length == 2 ? value(ends[1], unit) : range.length == 2 ? unit.max : first;
                if (last < first) {
                    throw new IllegalArgumentException(
                            "the " + unit.title + " " + part + " ends before it begins: write two ranges");
                }
                add(values, first, last, step);
            }
        }
        if (unit == Unit.WEEKDAY && values.remove(7)) {
            values.add(0);
        }
        return new CronField(values, !text.startsWith("*"));
    }

    private static void add(NavigableSet<Integer> values, int first, int last, int step) {
        Stream.iterate(first, value -> value <= last, value -> value + step).forEach(values::add);
    }

    private static int value(String text, Unit unit) {
        int name = unit.names().indexOf(text.toLowerCase(Locale.ROOT));
        return name >= 0 ? name + unit.min : number(text, unit.min, unit.max, unit);
    }

    private static int number(String text, int min, int max, Unit unit) {
        int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
        if (number < min || number > max) {
            List<String> names = unit.names();
            throw new IllegalArgumentException("the " + unit.title + " " + text + " is not " + min + " to " + max
                    + (names.isEmpty() ? "" : " or " + names.get(0) + " to " + names.get(names.size() - 1)));
        }
        return number;
    }

    boolean has(int value) {
        return values.contains(value);
    }
}
