package dev.caravan.report.schedule;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.schedule.CronField.Unit;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The five fields of cron: minute, hour, day of the month, month, day of the week. As everywhere, a day is taken if either
 * of the two day fields has it, where both are restricted.
 */
public final class Cron {

    private final String text;
    private final CronField minutes;
    private final CronField hours;
    private final CronField days;
    private final CronField months;
    private final CronField weekdays;

    private Cron(String text, List<String> fields) {
        this.text = text;
        this.minutes = CronField.parse(fields.get(0), Unit.MINUTE);
        this.hours = CronField.parse(fields.get(1), Unit.HOUR);
        this.days = CronField.parse(fields.get(2), Unit.DAY);
        this.months = CronField.parse(fields.get(3), Unit.MONTH);
        this.weekdays = CronField.parse(fields.get(4), Unit.WEEKDAY);
    }

    /** @throws IllegalArgumentException saying which field is wrong, and why */
    public static Cron parse(String text) {
        requireNonNull(text, "text");
        List<String> fields = List.of(text.strip().split("\\s+", -1));
        if (fields.size() != 5) {
            throw new IllegalArgumentException("cron has five fields, minute hour day month weekday, and this has "
                    + fields.size() + ": " + text + ". For example \"0 6 * * *\" is every day at six");
        }
        try {
            return new Cron(String.join(" ", fields), fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cron " + text + ": " + e.getMessage(), e);
        }
    }

    boolean isOn(LocalDate date) {
        boolean day = days.has(date.getDayOfMonth());
        boolean weekday = weekdays.has(date.getDayOfWeek().getValue() % 7);
        boolean either = days.restricted() && weekdays.restricted();
        return months.has(date.getMonthValue()) && (either ? day || weekday : day && weekday);
    }

    /** Times of each day that it is on, in their order. */
    Stream<LocalTime> times() {
        return hours.values().stream()
                .flatMap(hour -> minutes.values().stream().map(minute -> LocalTime.of(hour, minute)));
    }

    /** Whether it runs in every hour: then it follows real time, and not the hands of a clock that is put back. */
    boolean isHourly() {
        return hours.values().size() == 24;
    }

    @Override
    public String toString() {
        return text;
    }
}
