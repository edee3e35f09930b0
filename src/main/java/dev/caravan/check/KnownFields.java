package dev.caravan.check;

import dev.caravan.transform.RecordsEndpoint;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that a record can have at a step, as far as the {@code records:} steps before it tell.
 *
 * @param reason which step leaves no others, for a message: {@code the schema S does not have}
 */
record KnownFields(Set<String> names, String reason) {

    KnownFields {
        names = Set.copyOf(names);
    }

    /** Empty if other fields are possible, or if a step in between may do anything. */
    static Optional<KnownFields> before(MadeRoute route, MadeRoute.Step step) {
        Optional<KnownFields> known = Optional.empty();
        for (MadeRoute.Step earlier : route.steps()) {
            if (earlier.equals(step)) {
                return known;
            }
            if (earlier.endpoint() instanceof RecordsEndpoint records) {
                known = after(known, records);
            }
        }
        return known;
    }

    private static Optional<KnownFields> after(Optional<KnownFields> before, RecordsEndpoint records) {
        return switch (records.getOperation()) {
            case VALIDATE -> validated(records).or(() -> before);
            case SELECT -> Optional.of(selected(records));
            case SET -> before.map(fields -> fields.and(records.getField()));
        };
    }

    private static Optional<KnownFields> validated(RecordsEndpoint records) {
        return RecordSchema.of(records).filter(RecordSchema::namesAllFields).map(schema -> {
            Set<String> names = new TreeSet<>();
            schema.properties().forEach(property -> names.add(property.getKey()));
            return new KnownFields(names, "the schema " + records.getSchema() + " does not have");
        });
    }

    private static KnownFields selected(RecordsEndpoint records) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(records.getFields().split(",")).map(String::strip).forEach(names::add);
        return new KnownFields(names, "records:select does not keep");
    }

    private KnownFields and(String field) {
        Set<String> more = new TreeSet<>(names);
        more.add(field);
        return new KnownFields(more, reason);
    }
}
