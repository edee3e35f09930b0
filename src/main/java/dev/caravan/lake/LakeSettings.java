package dev.caravan.lake;

import static java.util.Objects.requireNonNull;

import dev.caravan.object.ObjectName;
import dev.caravan.object.Prefix;
import dev.caravan.record.BatchRange;
import dev.caravan.record.ParseLimits;

/**
 * The options of one endpoint, checked.
 *
 * @param checkJson whether a record that no step has parsed is parsed before its bytes are written as they are
 * @param maxOpenPartitions objects that are encoded at once; a batch with more is walked several times
 * @param maxParallelPuts puts of one batch at once
 * @param releaseRecords whether the raw records' memory is given back once all is encoded
 */
record LakeSettings(
        Prefix prefix,
        ObjectFormat format,
        Compression compression,
        Partitioner partitioner,
        ParseLimits limits,
        boolean checkJson,
        int maxOpenPartitions,
        int maxParallelPuts,
        boolean releaseRecords) {

    LakeSettings {
        requireNonNull(prefix, "prefix");
        requireNonNull(format, "format");
        requireNonNull(compression, "compression");
        requireNonNull(partitioner, "partitioner");
        requireNonNull(limits, "limits");
        if (maxOpenPartitions < 1 || maxParallelPuts < 1) {
            throw new IllegalArgumentException("The options maxOpenPartitions and maxParallelPuts are 1 or more, got "
                    + maxOpenPartitions + " and " + maxParallelPuts);
        }
        if (format == ObjectFormat.JSON_ARRAY && !checkJson) {
            throw new IllegalArgumentException(
                    "format=json-array needs checkJson=true: one broken record would spoil its whole object");
        }
    }

    /** @param folders the Hive folders, empty for none */
    ObjectName name(String folders, BatchRange range) {
        Prefix folder = folders.isEmpty() ? prefix : prefix.folder(folders);
        return ObjectName.of(folder, range, compression.extension());
    }

    boolean parsesEveryRecord() {
        return checkJson || partitioner.readsRecords();
    }
}
