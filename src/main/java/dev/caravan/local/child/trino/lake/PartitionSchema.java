package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarcharType;
import java.util.List;

/**
 * Compares the columns of a partition with those of its table, place by place, as Athena does: crawlers write what they
 * found in each. Types that become the table's without a change of the value pass.
 */
record PartitionSchema(LakeTable table, PartitionDefinition partition, TypeOperators operators) {
    /** From narrow to wide. */
    private static final List<Type> WHOLE =
            List.of(TinyintType.TINYINT, SmallintType.SMALLINT, IntegerType.INTEGER, BigintType.BIGINT);

    /** @throws TrinoException HIVE_PARTITION_SCHEMA_MISMATCH for a column that the query needs */
    void check(List<LakeColumn> needed) {
        for (LakeColumn column : needed) {
            if (column.kind() == LakeColumn.Kind.DATA
                    && column.index() < partition.columns().size()) {
                TableDefinition.Column own = partition.columns().get(column.index());
                if (!passes(HiveType.parse(own.type(), operators), column.type())) {
                    throw mismatch(table.definition().columns().get(column.index()), own);
                }
            }
        }
    }

    private static boolean passes(Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        if (WHOLE.contains(from)) {
            return WHOLE.indexOf(to) > WHOLE.indexOf(from)
                    || to instanceof DoubleType
                    || to instanceof DecimalType
                    || to instanceof VarcharType;
        }
        if (from instanceof VarcharType) {
            return to instanceof VarcharType
                    || WHOLE.contains(to)
                    || to instanceof DoubleType
                    || to instanceof DateType
                    || to instanceof TimestampType;
        }
        if (from instanceof ArrayType ofPartition && to instanceof ArrayType ofTable) {
            return passes(ofPartition.getElementType(), ofTable.getElementType());
        }
        if (from instanceof MapType ofPartition && to instanceof MapType ofTable) {
            return passes(ofPartition.getKeyType(), ofTable.getKeyType())
                    && passes(ofPartition.getValueType(), ofTable.getValueType());
        }
        return from instanceof RowType ofPartition
                && to instanceof RowType ofTable
                && passes(ofPartition.getFields(), ofTable.getFields());
    }

    /** Fields may be missing at the end of either; the others have the same names in the same places. */
    private static boolean passes(List<RowType.Field> from, List<RowType.Field> to) {
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            if (!from.get(i).getName().equals(to.get(i).getName())
                    || !passes(from.get(i).getType(), to.get(i).getType())) {
                return false;
            }
        }
        return true;
    }

    private TrinoException mismatch(TableDefinition.Column ofTable, TableDefinition.Column ofPartition) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < partition.values().size(); i++) {
            name.append(i == 0 ? "" : "/")
                    .append(table.partitionKeys().get(i).name())
                    .append('=')
                    .append(partition.values().get(i));
        }
        return new TrinoException(
                LakeError.HIVE_PARTITION_SCHEMA_MISMATCH,
                "There is a mismatch between the table and partition schemas. The column '" + ofTable.name()
                        + "' in table '" + table + "' is declared as type '" + ofTable.type() + "', but partition '"
                        + name + "' declared column '" + ofPartition.name() + "' as type '" + ofPartition.type()
                        + "', which is not read as the table's type here");
    }
}
