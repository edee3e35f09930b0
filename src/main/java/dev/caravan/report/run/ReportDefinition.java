package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Presentation;
import dev.caravan.report.schedule.Missed;
import dev.caravan.report.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a report's route says of it.
 *
 * @param presentation its name among it
 * @param sql the statement, with a question mark for each parameter
 * @param schedule empty for a report that only runs by hand
 * @param recipients one mail each
 * @param owner who is told when it fails
 * @param freshnessWait how long a run waits for the sources of this process to be as far as the window's end; zero for not
 *     at all
 * @param crawler that registers new partitions before the query; empty for none
 */
public record ReportDefinition(
        Presentation presentation,
        String description,
        String sql,
        List<Parameter> parameters,
        Optional<Schedule> schedule,
        Missed missed,
        List<String> recipients,
        String owner,
        OnlyIf onlyIf,
        Duration freshnessWait,
        Optional<String> crawler) {

    public ReportDefinition {
        requireNonNull(presentation, "presentation");
        requireNonNull(description, "description");
        requireNonNull(sql, "sql");
        parameters = List.copyOf(parameters);
        requireNonNull(schedule, "schedule");
        requireNonNull(missed, "missed");
        recipients = List.copyOf(recipients);
        requireNonNull(owner, "owner");
        requireNonNull(onlyIf, "onlyIf");
        requireNonNull(crawler, "crawler");
        if (sql.isBlank()) {
            throw new IllegalArgumentException("sql: the statement is empty");
        }
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients: a report has one or more");
        }
        if (freshnessWait.isNegative()) {
            throw new IllegalArgumentException("waitForFreshness is 0 or more, got " + freshnessWait);
        }
    }

    /** @throws IllegalArgumentException for a name that is no choice of the report, or a value that it may not have */
    public void requireChoices(Map<String, String> chosen) {
        Map<String, Parameter.Choice> choices = new TreeMap<>();
        for (Parameter parameter : parameters) {
            if (parameter instanceof Parameter.Choice choice) {
                choices.put(choice.name(), choice);
            }
        }
        chosen.forEach((name, value) -> {
            if (!choices.containsKey(name)) {
                throw new IllegalArgumentException("The report " + name() + " has no parameter " + name
                        + " to choose: it has " + (choices.isEmpty() ? "none" : String.join(", ", choices.keySet())));
            }
            choices.get(name).require(value);
        });
    }

    public String name() {
        return presentation.name();
    }
}
