package dev.caravan.generate.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A generator profile: what is generated, how fast, and to where.
 *
 * @param name the profile's name, part of each run's identity
 * @param targets stream or topic name of each target
 * @param total how many records are sent to each target
 * @param pace when each record is due
 * @param seed the same seed and start instant give the same bytes
 * @param fields the record's fields, in order
 * @param partitionKey the field whose value is the partition key
 * @param bad the share of bad records
 * @param repeatShare the share of records (0..1) that repeat an earlier good one, byte for byte
 */
public record Profile(
        String name,
        Map<TargetKind, String> targets,
        long total,
        Pace pace,
        long seed,
        List<Field> fields,
        String partitionKey,
        BadRecords bad,
        double repeatShare) {

    public Profile {
        targets = Map.copyOf(targets);
        fields = List.copyOf(fields);
        if (total < 1) {
            throw new IllegalArgumentException("profile " + name + ": total must be 1 or more, is " + total);
        }
        if (fields.stream().map(Field::name).noneMatch(partitionKey::equals)) {
            throw new IllegalArgumentException("profile " + name + ": no field is called " + partitionKey);
        }
    }

    /**
     * Reads a profile file.
     *
     * @param properties values for the {@code {{key}}} placeholders
     * @throws ProfileException with all problems of the file at once
     */
    public static Profile load(Path file, Map<String, String> properties) {
        return ProfileReader.read(file, properties);
    }

    /** The same with another number of records. */
    public Profile withTotal(long newTotal) {
        return new Profile(name, targets, newTotal, pace, seed, fields, partitionKey, bad, repeatShare);
    }

    /** The same with another seed. */
    public Profile withSeed(long newSeed) {
        return new Profile(name, targets, total, pace, newSeed, fields, partitionKey, bad, repeatShare);
    }

    /** The same with another pace. */
    public Profile withPace(Pace newPace) {
        return new Profile(name, targets, total, newPace, seed, fields, partitionKey, bad, repeatShare);
    }

    /**
     * The same for one of its targets only.
     *
     * @throws IllegalArgumentException when the profile does not name this target
     */
    public Profile onlyTo(TargetKind kind) {
        if (!targets.containsKey(kind)) {
            throw new IllegalArgumentException("profile " + name + " has no target " + kind.code());
        }
        Map<TargetKind, String> one = Map.of(kind, targets.get(kind));
        return new Profile(name, one, total, pace, seed, fields, partitionKey, bad, repeatShare);
    }

    /** The name of the field that identifies a record: the UUID. */
    public Optional<String> idField() {
        return nameOf(Field.Uuid.class);
    }

    /** The name of the field that good records are counted by: the first choice. */
    public Optional<String> groupField() {
        return nameOf(Field.Choice.class);
    }

    /** The name of the field that holds the event time: the timestamp. */
    public Optional<String> timeField() {
        return nameOf(Field.Timestamp.class);
    }

    private Optional<String> nameOf(Class<? extends Field> type) {
        return fields.stream().filter(type::isInstance).map(Field::name).findFirst();
    }
}
