package dev.caravan.local.glue.infer;

import dev.caravan.local.glue.infer.HiveType.StructType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The columns of records.
 *
 * @param columns names in lower case, in order of first appearance
 * @param originalNames the same names as the records spell them, sorted (the {@code paths} of the JSON SerDe)
 */
public record RecordSchema(StructType columns, SortedSet<String> originalNames) {
    public static final RecordSchema EMPTY = new RecordSchema(StructType.EMPTY, new TreeSet<>());

    private static final double SIMILAR = 0.7;

    public RecordSchema {
        originalNames = Collections.unmodifiableSortedSet(new TreeSet<>(originalNames));
    }

    /** A schema whose names are spelt as given. */
    public static RecordSchema of(Map<String, HiveType> fields) {
        return new RecordSchema(new StructType(fields), new TreeSet<>(fields.keySet()));
    }

    public RecordSchema union(RecordSchema other) {
        SortedSet<String> names = new TreeSet<>(originalNames);
        names.addAll(other.originalNames);
        return new RecordSchema(columns.merge(other.columns), names);
    }

    /** Without the columns of these lower-case names: a partition key wins over a column of its name. */
    public RecordSchema without(Set<String> names) {
        Map<String, HiveType> kept = new LinkedHashMap<>(columns.fields());
        kept.keySet().removeAll(names);
        SortedSet<String> keptNames = new TreeSet<>(originalNames);
        keptNames.removeIf(name -> names.contains(name.toLowerCase(Locale.ROOT)));
        return new RecordSchema(new StructType(kept), keptNames);
    }

    /** Whether at least 70 % of the names of the smaller schema (AWS's threshold) are in the other too. */
    public boolean isSimilarTo(RecordSchema other) {
        Set<String> mine = columns.fields().keySet();
        Set<String> theirs = other.columns.fields().keySet();
        long common = mine.stream().filter(theirs::contains).count();
        return common >= SIMILAR * Math.min(mine.size(), theirs.size());
    }

    public boolean isEmpty() {
        return columns.fields().isEmpty();
    }
}
