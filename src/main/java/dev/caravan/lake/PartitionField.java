package dev.caravan.lake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.object.PercentEncoding;
import dev.caravan.record.Reason;
import dev.caravan.record.RejectedRecordException;
import java.time.DateTimeException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What one entry of {@code partitionBy} makes of a record: one or more Hive folders. */
sealed interface PartitionField {

    /** Of the record. */
    String field();

    /** Names of the table partition's columns, lower case. */
    List<String> columns();

    /**
     * {@code column=value}, several parted by slashes, each value safe in a key.
     *
     * @throws RejectedRecordException with {@link Reason#INVALID_PARTITION_FIELD}
     */
    String folders(ObjectNode record);

    /** {@code dt=YYYY-MM-DD/hour=HH} in UTC. A missing or null field is refused: an event has a time. */
    record Time(String field, EventTime time, HourFolders hours) implements PartitionField {

        public Time {
            requireNonNull(time, "time");
            requireNonNull(hours, "hours");
            if (field.isBlank()) {
                throw new IllegalArgumentException("partitionBy event-time: needs the name of a field");
            }
        }

        @Override
        public List<String> columns() {
            return List.of("dt", "hour");
        }

        @Override
        public String folders(ObjectNode record) {
            JsonNode value = record.get(field);
            if (value == null || value.isNull()) {
                throw new RejectedRecordException(
                        Reason.INVALID_PARTITION_FIELD, "The event time " + field + " is missing");
            }
            try {
                return hours.of(time.read(value));
            } catch (DateTimeException e) {
                throw new RejectedRecordException(
                        Reason.INVALID_PARTITION_FIELD,
                        "The event time " + field + " cannot be used in the form " + time.form() + ": " + words(e));
            }
        }

        /** Java's own parser repeats the text, which belongs to the record. */
        private static String words(DateTimeException e) {
            return e instanceof DateTimeParseException ? "the text is no date and time with an offset" : e.getMessage();
        }
    }

    /**
     * {@code field=value}: a string, number or boolean, percent-encoded; missing, null and the empty string are Hive's
     * default partition. Objects, arrays and values longer than {@value #MAX_LENGTH} encoded characters are refused.
     * The folder's name is the field's in lower case, as Athena's columns are.
     */
    record Value(String field) implements PartitionField {

        static final String DEFAULT_PARTITION = "__HIVE_DEFAULT_PARTITION__";
        static final int MAX_LENGTH = 128;

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,128}");

        public Value {
            if (!NAME.matcher(field).matches()) {
                throw new IllegalArgumentException(
                        "partitionBy field: takes a name of letters, digits and _, got " + field);
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column());
        }

        @Override
        public String folders(ObjectNode record) {
            return column() + "=" + value(record.get(field));
        }

        private String column() {
            return field.toLowerCase(Locale.ROOT);
        }

        private String value(JsonNode value) {
            if (value == null || value.isNull()) {
                return DEFAULT_PARTITION;
            }
            if (!value.isValueNode()) {
                throw refused("is " + value.getNodeType() + ", not a string, number or boolean");
            }
            String text = value.asText();
            if (text.isEmpty()) {
                return DEFAULT_PARTITION;
            }
            String encoded = encode(text);
            if (encoded.length() > MAX_LENGTH) {
                throw refused("has " + encoded.length() + " encoded characters, at most " + MAX_LENGTH);
            }
            return encoded;
        }

        private String encode(String text) {
            if (text.length() > MAX_LENGTH) {
                throw refused("has " + text.length() + " characters, at most " + MAX_LENGTH);
            }
            try {
                return PercentEncoding.encode(text);
            } catch (IllegalArgumentException e) {
                throw refused("holds half of a surrogate pair");
            }
        }

        private RejectedRecordException refused(String why) {
            return new RejectedRecordException(
                    Reason.INVALID_PARTITION_FIELD, "The partition field " + field + " " + why);
        }
    }
}
