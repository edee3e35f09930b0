package dev.caravan.lake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads the time of an event. Nothing is guessed: the form is a setting, and a time outside the bounds is refused, so
 * that a wrong clock or unit does not spread objects over absurd partitions.
 *
 * @param from first time taken
 * @param to first time no longer taken
 */
record EventTime(Form form, Instant from, Instant to) {

    /** What the field holds. */
    enum Form {
        /** A string with date, time and offset, as {@code 2025-01-19T12:00:00Z} or {@code …+01:00} (ISO-8601). */
        ISO_8601("iso-8601") {
            @Override
            Instant read(JsonNode value) {
                if (!value.isTextual()) {
                    throw new DateTimeException("an ISO-8601 text is expected, found " + value.getNodeType());
                }
                return OffsetDateTime.parse(value.textValue()).toInstant();
            }
        },
        /** Seconds since 1970 as a number or the same in a string; fractions are allowed. */
        EPOCH_SECONDS("epoch-seconds") {
            @Override
            Instant read(JsonNode value) {
                return Instant.ofEpochSecond(whole(value));
            }
        },
        /** Milliseconds since 1970 as a number or the same in a string. */
        EPOCH_MILLIS("epoch-millis") {
            @Override
            Instant read(JsonNode value) {
                return Instant.ofEpochMilli(whole(value));
            }
        };

        /** More digits than a time has; keeps huge exponents from being written out. */
        private static final int MAX_DIGITS = 40;

        private final String option;

        Form(String option) {
            this.option = option;
        }

        /** @throws DateTimeException if the value is no time of this form; the message never repeats the value */
        abstract Instant read(JsonNode value);

        static Form parse(String option) {
            for (Form form : values()) {
                if (form.option.equals(option)) {
                    return form;
                }
            }
            throw new IllegalArgumentException(
                    "The option eventTimeFormat is iso-8601, epoch-seconds or epoch-millis, got " + option);
        }

        private static long whole(JsonNode value) {
            try {
                BigDecimal number = value.isNumber() ? value.decimalValue() : text(value);
                if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
                    throw new DateTimeException("the number is out of range");
                }
                return number.setScale(0, RoundingMode.FLOOR).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw new DateTimeException("a number since 1970 is expected", e);
            }
        }

        private static BigDecimal text(JsonNode value) {
            if (!value.isTextual() || value.textValue().length() > MAX_DIGITS) {
                throw new DateTimeException("a number since 1970 is expected, found " + value.getNodeType());
            }
            return new BigDecimal(value.textValue());
        }
    }

    EventTime {
        requireNonNull(form, "form");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("Event times need from < to, got " + from + " and " + to);
        }
    }

    /** @param minYear first year taken, maxYear last; years of UTC */
    static EventTime of(Form form, int minYear, int maxYear) {
        if (minYear < 1970 || maxYear > 9999 || minYear > maxYear) {
            throw new IllegalArgumentException("The options minYear and maxYear are 1970 <= minYear <= maxYear <= 9999,"
                    + " got " + minYear + " and " + maxYear);
        }
        return new EventTime(
                form,
                LocalDate.of(minYear, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC),
                LocalDate.of(maxYear + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** @throws DateTimeException if the value is no time of the form, or outside the bounds */
    Instant read(JsonNode value) {
        Instant time = form.read(value);
        if (time.isBefore(from) || !time.isBefore(to)) {
            throw new DateTimeException("the time is outside " + from + " to " + to);
        }
        return time;
    }
}
