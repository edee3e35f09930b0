package dev.caravan.cli;

import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterId;
import dev.caravan.record.Reason;
import dev.caravan.settings.SettingsException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class DeadLetterOptions {

    @Option(names = "--source", paramLabel = "NAME", description = "Only records of this topic or stream.")
    private String source;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only with this reason, for example not-json.")
    private String reason;

    @Option(names = "--route", paramLabel = "ID", description = "Only those that this route rejected.")
    private String route;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what arrived then or later: 2025-01-19T12:00:00Z, or a day in UTC.")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only what arrived before that; a day counts with its last second.")
    private String until;

    @Option(names = "--max", paramLabel = "N", description = "At most so many.")
    private Long max;

    /** @throws SettingsException with every option that cannot be used */
    DeadLetterFilter filter(Set<DeadLetterId> ids) {
        if (reason != null
                && Arrays.stream(Reason.values()).noneMatch(each -> each.code().equals(reason))) {
            throw new SettingsException("--reason " + reason + " is not a reason. The reasons are "
                    + Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.joining(", ")));
        }
        return new DeadLetterFilter(
                Optional.ofNullable(source),
                Optional.ofNullable(reason),
                Optional.ofNullable(route),
                Optional.ofNullable(since).map(text -> time("--since", text, 0)),
                Optional.ofNullable(until).map(text -> time("--until", text, 1)),
                ids,
                Optional.empty());
    }

    long max() {
        if (max != null && max < 1) {
            throw new SettingsException("--max is 1 or more, got " + max);
        }
        return max == null ? Long.MAX_VALUE : max;
    }

    static Set<DeadLetterId> ids(List<String> texts) {
        try {
            return texts.stream().map(DeadLetterId::new).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    /** @param days added to a day, none to an instant */
    private static Instant time(String option, String text, int days) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            throw new SettingsException(option + " " + text
                    + " is no time: give an instant such as 2025-01-19T12:00:00Z, or a day such as 2025-01-19");
        }
    }
}
