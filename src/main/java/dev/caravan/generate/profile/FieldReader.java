package dev.caravan.generate.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code fields} of a profile. */
final class FieldReader {
    private static final String TYPES = "one of choice, integer, uuid, timestamp";

    private FieldReader() {}

    static List<Field> read(YamlSection fields) {
        List<Field> read = new ArrayList<>();
        for (String name : fields.keys()) {
            fields.section(name).flatMap(section -> field(name, section)).ifPresent(read::add);
        }
        if (fields.keys().isEmpty()) {
            fields.problem("", "{}", "at least one field");
        }
        atMostOne(read, Field.Uuid.class, fields);
        atMostOne(read, Field.Timestamp.class, fields);
        return read;
    }

    private static Optional<Field> field(String name, YamlSection section) {
        String type = section.requiredText("type", TYPES);
        Optional<Field> field =
                switch (type) {
                    case "choice" -> choice(name, section);
                    case "integer" -> integer(name, section);
                    case "uuid" -> Optional.of(new Field.Uuid(name));
                    case "timestamp" -> timestamp(name, section);
                    default -> {
                        if (!type.isEmpty()) {
                            section.problem("type", type, TYPES);
                        }
                        yield Optional.empty();
                    }
                };
        section.done();
        return field;
    }

    private static Optional<Field> choice(String name, YamlSection section) {
        List<String> values = section.texts("values", "a list of texts");
        return values.isEmpty() ? Optional.empty() : Optional.of(new Field.Choice(name, values));
    }

    private static Optional<Field> integer(String name, YamlSection section) {
        long min = section.whole("min", 0, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        long max = section.whole("max", Long.MAX_VALUE / 2, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        if (min > max) {
            section.problem("min", Long.toString(min), "not more than max, which is " + max);
            return Optional.empty();
        }
        return Optional.of(new Field.IntegerRange(name, min, max));
    }

    private static Optional<Field> timestamp(String name, YamlSection section) {
        double share = section.share("late-share", 0);
        Duration maxLate = section.duration("max-late", Duration.ZERO);
        if (share > 0 && maxLate.toSeconds() < 1) {
            section.problem(
                    "max-late",
                    maxLate.isZero() ? "missing" : maxLate.toString(),
                    "1s or more, since late-share is above 0");
            return Optional.empty();
        }
        return Optional.of(new Field.Timestamp(name, share, maxLate));
    }

    private static void atMostOne(List<Field> fields, Class<? extends Field> type, YamlSection section) {
        List<String> names =
                fields.stream().filter(type::isInstance).map(Field::name).toList();
        if (names.size() > 1) {
            section.problem("", String.join(", ", names), "at most one field of type " + type.getSimpleName());
        }
    }
}
