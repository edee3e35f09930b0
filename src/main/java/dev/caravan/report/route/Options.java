package dev.caravan.report.route;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Attachment;
import dev.caravan.report.Chart;
import dev.caravan.report.Limits;
import dev.caravan.report.Presentation;
import dev.caravan.report.run.Addresses;
import dev.caravan.report.run.OnlyIf;
import dev.caravan.report.run.Parameter;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.schedule.Cron;
import dev.caravan.report.schedule.Missed;
import dev.caravan.report.schedule.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.support.ResourceHelper;

/** An endpoint's options as what they mean. */
final class Options {

    private final ReportEndpoint endpoint;

    Options(ReportEndpoint endpoint) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
    }

    /** @throws IllegalArgumentException beginning with the option that cannot be used */
    ReportDefinition definition() {
        ZoneId zone = zone(endpoint.getZone());
        return new ReportDefinition(
                new Presentation(
                        endpoint.getName(),
                        required("subject", endpoint.getSubject()),
                        zone,
                        chart(),
                        attachments(),
                        new Limits(endpoint.getTopRows(), endpoint.getMaxRows(), endpoint.getMaxAttachmentBytes())),
                endpoint.getDescription(),
                sql(required("sql", endpoint.getSql())),
                Parameter.parseAll(endpoint.getParameters()),
                Optional.of(endpoint.getCron())
                        .filter(cron -> !cron.isBlank())
                        .map(cron -> new Schedule(Cron.parse(cron), zone)),
                Missed.parse(endpoint.getMissed()),
                Addresses.parse("recipients", required("recipients", endpoint.getRecipients())),
                Addresses.one("owner", required("owner", endpoint.getOwner()).strip()),
                OnlyIf.parse(endpoint.getOnlyIf()),
                Duration.ofMillis(endpoint.getWaitForFreshness()),
                Optional.of(endpoint.getCrawler()).filter(crawler -> !crawler.isBlank()));
    }

    private static String required(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " is not given, and a report needs it");
        }
        return value;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone: there is no time zone " + text + ": write UTC, or a city such as Europe/Berlin", e);
        }
    }

    private Chart chart() {
        Chart.Kind kind = one("chart", Chart.Kind.class, endpoint.getChart());
        return kind == Chart.Kind.NONE ? Chart.NONE : new Chart(kind, endpoint.getCategory(), endpoint.getValue());
    }

    private Set<Attachment> attachments() {
        Set<Attachment> attachments = EnumSet.noneOf(Attachment.class);
        Arrays.stream(endpoint.getAttachments().split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> attachments.add(one("attachments", Attachment.class, name)));
        return attachments;
    }

    private static <E extends Enum<E>> E one(String option, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + " is of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Options::word)
                                .toList() + ", got " + text));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private String sql(String location) {
        try (InputStream content =
                ResourceHelper.resolveMandatoryResourceAsInputStream(endpoint.getCamelContext(), location)) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "sql: there is no " + location + " that can be read: correct the name, or make the file", e);
        }
    }
}
