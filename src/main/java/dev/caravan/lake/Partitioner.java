package dev.caravan.lake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Into which Hive folder a record belongs; safe for several threads. */
record Partitioner(List<PartitionField> fields) {

    Partitioner {
        fields = List.copyOf(fields);
        Set<String> columns = new HashSet<>();
        for (PartitionField field : fields) {
            for (String column : field.columns()) {
                if (!columns.add(column)) {
                    throw new IllegalArgumentException("partitionBy makes the table partition " + column + " twice");
                }
            }
        }
    }

    /**
     * @param option {@code none}, or entries parted by commas: {@code event-time:FIELD} and {@code field:FIELD}, in the
     *     order of the folders
     */
    static Partitioner parse(String option, EventTime time) {
        List<PartitionField> fields = new ArrayList<>();
        if (!option.equals("none")) {
            for (String entry : option.split(",", -1)) {
                fields.add(field(entry.strip(), time));
            }
        }
        return new Partitioner(fields);
    }

    private static PartitionField field(String entry, EventTime time) {
        if (entry.startsWith("event-time:")) {
            return new PartitionField.Time(entry.substring("event-time:".length()), time, new HourFolders());
        }
        if (entry.startsWith("field:")) {
            return new PartitionField.Value(entry.substring("field:".length()));
        }
        throw new IllegalArgumentException(
                "The option partitionBy is none, or event-time:FIELD and field:FIELD separated by commas, got "
                        + entry);
    }

    /** Names of the table partition's columns, in the order of the folders. */
    List<String> columns() {
        return fields.stream().flatMap(field -> field.columns().stream()).toList();
    }

    boolean readsRecords() {
        return !fields.isEmpty();
    }

    /**
     * Empty, or {@code a=b/c=d} without a slash at either end.
     *
     * @throws dev.caravan.record.RejectedRecordException if a field cannot name a partition
     */
    String folders(ObjectNode record) {
        if (fields.size() == 1) {
            return fields.get(0).folders(record);
        }
        StringBuilder folders = new StringBuilder();
        for (PartitionField field : fields) {
            folders.append(folders.isEmpty() ? "" : "/").append(field.folders(record));
        }
        return folders.toString();
    }
}
