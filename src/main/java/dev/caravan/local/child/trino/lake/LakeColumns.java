package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.TableDefinition;
import io.airlift.slice.Slices;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateTimeEncoding;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarcharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All columns of a table: data columns, partition keys, and what Athena knows of each row's object. */
final class LakeColumns {
    static final LakeColumn PATH = new LakeColumn("$path", VarcharType.VARCHAR, LakeColumn.Kind.OBJECT, 0);
    static final LakeColumn FILE_SIZE = new LakeColumn("$file_size", BigintType.BIGINT, LakeColumn.Kind.OBJECT, 1);
    static final LakeColumn FILE_MODIFIED_TIME = new LakeColumn(
            "$file_modified_time", TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS, LakeColumn.Kind.OBJECT, 2);

    private LakeColumns() {}

    static List<LakeColumn> of(TableDefinition table, TypeOperators operators) {
        List<LakeColumn> columns = new ArrayList<>();
        add(columns, table.columns(), LakeColumn.Kind.DATA, operators);
        add(columns, table.partitionKeys(), LakeColumn.Kind.PARTITION_KEY, operators);
        columns.addAll(List.of(PATH, FILE_SIZE, FILE_MODIFIED_TIME));
        return columns;
    }

    /** What a column of kind OBJECT holds for each row of an object. */
    static Object valueOf(LakeColumn column, LakeObject object) {
        if (column.equals(PATH)) {
            return Slices.utf8Slice(object.uri());
        }
        if (column.equals(FILE_SIZE)) {
            return object.size();
        }
        return DateTimeEncoding.packDateTimeWithZone(object.modified().toEpochMilli(), TimeZoneKey.UTC_KEY);
    }

    private static void add(
            List<LakeColumn> columns,
            List<TableDefinition.Column> definitions,
            LakeColumn.Kind kind,
            TypeOperators operators) {
        for (int i = 0; i < definitions.size(); i++) {
            TableDefinition.Column column = definitions.get(i);
            columns.add(new LakeColumn(
                    column.name().toLowerCase(Locale.ROOT), HiveType.parse(column.type(), operators), kind, i));
        }
    }
}
