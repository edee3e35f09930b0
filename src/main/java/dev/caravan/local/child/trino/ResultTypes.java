package dev.caravan.local.child.trino;

import dev.caravan.local.child.trino.wire.ResultColumn;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names, precisions and scales of types as Athena reports them with results. */
final class ResultTypes {
    private static final Map<Type, Integer> PRECISIONS = Map.of(
            TinyintType.TINYINT, 3,
            SmallintType.SMALLINT, 5,
            IntegerType.INTEGER, 10,
            BigintType.BIGINT, 19,
            RealType.REAL, 17,
            DoubleType.DOUBLE, 17);

    private ResultTypes() {}

    static List<ResultColumn> columns(List<String> names, List<Type> types) {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(column(names.get(i), types.get(i)));
        }
        return columns;
    }

    private static ResultColumn column(String name, Type type) {
        if (type instanceof VarcharType varchar) {
            return new ResultColumn(name, "varchar", varchar.getLength().orElse(Integer.MAX_VALUE), 0);
        }
        if (type instanceof CharType charType) {
            return new ResultColumn(name, "char", charType.getLength(), 0);
        }
        if (type instanceof DecimalType decimal) {
            return new ResultColumn(name, "decimal", decimal.getPrecision(), decimal.getScale());
        }
        if (type instanceof RealType) {
            return new ResultColumn(name, "float", PRECISIONS.get(type), 0);
        }
        if (type instanceof TimestampType) {
            return new ResultColumn(name, "timestamp", 3, 0);
        }
        if (type instanceof TimestampWithTimeZoneType) {
            return new ResultColumn(name, "timestamp with time zone", 3, 0);
        }
        return new ResultColumn(name, type.getTypeSignature().getBase(), PRECISIONS.getOrDefault(type, 0), 0);
    }
}
