package dev.caravan.object;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.BatchRange;

/**
 * Where one object of a batch lies: {@code FOLDER/NAME.EXTENSION}, and the name with the batch's end appended, which is
 * used only when somebody rewound the position and the first key is taken. {@link IllegalArgumentException} if either
 * key would be invalid.
 *
 * @param folder ends with a slash, or is empty
 * @param name {@code SOURCE-PARTITION-START-LINEAGE}, percent-encoded
 * @param end the batch's end, padded
 * @param extension with its dot, for example {@code .json.gz}
 */
public record ObjectName(String folder, String name, String end, String extension) {

    public ObjectName {
        requireNonNull(folder, "folder");
        requireNonNull(name, "name");
        requireNonNull(end, "end");
        requireNonNull(extension, "extension");
        new ObjectKey(folder + name + "-" + end + extension);
        new ObjectKey(folder + name + extension);
    }

    /** The batch's own name in a folder. */
    public static ObjectName of(Prefix folder, BatchRange range, String extension) {
        return of(folder, "", range, extension);
    }

    /** @param beginning stands before the batch's name, percent-encoded already, with its own separator */
    public static ObjectName of(Prefix folder, String beginning, BatchRange range, String extension) {
        return new ObjectName(
                folder.value(),
                beginning + PercentEncoding.encode(range.id()),
                range.end().padded(),
                extension);
    }

    public ObjectKey key() {
        return new ObjectKey(folder + name + extension);
    }

    public ObjectKey keyWithEnd() {
        return new ObjectKey(folder + name + "-" + end + extension);
    }
}
