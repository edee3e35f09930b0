package dev.caravan.local.child.trino.lake;

import io.airlift.slice.Slices;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import io.trino.spi.type.Varchars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;

/** How the text of a value without parts becomes a value of its column's type. */
final class Scalars {
    /** Reads a text as the engine's own form of a value (long, double, boolean, Slice or Int128). */
    @FunctionalInterface
    interface Parser {
        /**
         * @throws IllegalArgumentException if the text is none of the type's values
         * @throws ArithmeticException if it is out of the type's range
         * @throws java.time.DateTimeException if it is no date or time
         */
        Object parse(String text);
    }

    private static final Map<Type, Parser> FIXED = Map.of(
            BooleanType.BOOLEAN, Scalars::bool,
            TinyintType.TINYINT, text -> (long) Byte.parseByte(text),
            SmallintType.SMALLINT, text -> (long) Short.parseShort(text),
            IntegerType.INTEGER, text -> (long) Integer.parseInt(text),
            BigintType.BIGINT, Long::parseLong,
            RealType.REAL, text -> (long) Float.floatToRawIntBits(Float.parseFloat(text)),
            DoubleType.DOUBLE, Double::parseDouble,
            DateType.DATE, text -> LocalDate.parse(text).toEpochDay(),
            VarbinaryType.VARBINARY,
                    text -> Slices.wrappedBuffer(Base64.getDecoder().decode(text)));

    private Scalars() {}

    /** @throws TrinoException NOT_SUPPORTED if values of the type have parts */
    static Parser of(Type type) {
        Parser fixed = FIXED.get(type);
        if (fixed != null) {
            return fixed;
        }
        if (type instanceof VarcharType varchar) {
            return text -> Varchars.truncateToLength(Slices.utf8Slice(text), varchar);
        }
        if (type instanceof CharType charType) {
            return text -> Chars.truncateToLengthAndTrimSpaces(Slices.utf8Slice(text), charType);
        }
        if (type instanceof DecimalType decimal) {
            return text -> decimal(new BigDecimal(text), decimal);
        }
        if (type instanceof TimestampType) {
            return Timestamps::parseHive;
        }
        throw new TrinoException(StandardErrorCode.NOT_SUPPORTED, "A column of type " + type + " is not read here");
    }

    private static boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static Object decimal(BigDecimal value, DecimalType type) {
        BigDecimal scaled = value.setScale(type.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.getPrecision()) {
            throw new ArithmeticException(value + " does not fit " + type);
        }
        return type.isShort()
                ? (Object) scaled.unscaledValue().longValueExact()
                : Int128.valueOf(scaled.unscaledValue());
    }
}
