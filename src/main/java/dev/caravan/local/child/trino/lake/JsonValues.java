package dev.caravan.local.child.trino.lake;

import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import java.util.Set;
import java.util.regex.Pattern;

/** Which JSON values a SerDe takes for a value of a column's type. */
enum JsonValues {
    /** Quotes do not matter, a single value is an array of one, an object or array may be a text. */
    OPENX {
        @Override
        Scalars.Parser parser(Type type) {
            if (type instanceof BooleanType) {
                return Boolean::parseBoolean;
            }
            if (type instanceof TimestampType) {
                return Timestamps::parseOpenx;
            }
            return WHOLE.contains(type) ? decimalOnly(Scalars.of(type)) : Scalars.of(type);
        }

        @Override
        boolean takes(Type type, JsonText text) {
            return true;
        }

        @Override
        boolean writesJsonInto(Type type) {
            return type instanceof VarcharType;
        }

        @Override
        boolean wrapsSingles() {
            return true;
        }

        @Override
        boolean isNull(Object value) {
            return value == null
                    || (value instanceof JsonText text && text.text().isBlank());
        }
    },

    /** Hive's own: a value has the type of its column, or the line is refused. */
    HIVE {
        @Override
        Scalars.Parser parser(Type type) {
            return Scalars.of(type);
        }

        @Override
        boolean takes(Type type, JsonText text) {
            boolean isText = type instanceof VarcharType
                    || type instanceof DateType
                    || type instanceof TimestampType
                    || type instanceof VarbinaryType;
            return type instanceof VarcharType || text.quoted() == isText;
        }

        @Override
        boolean writesJsonInto(Type type) {
            return false;
        }

        @Override
        boolean wrapsSingles() {
            return false;
        }

        @Override
        boolean isNull(Object value) {
            return value == null;
        }
    };

    private static final Set<Type> WHOLE =
            Set.of(TinyintType.TINYINT, SmallintType.SMALLINT, IntegerType.INTEGER, BigintType.BIGINT);

    /** What releases of the SerDe read as octal or hexadecimal, or as decimal. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[-+]?0(\\d|[xX]).*");

    abstract Scalars.Parser parser(Type type);

    /** Whether a column of a type without parts takes the value, given that its text can be parsed. */
    abstract boolean takes(Type type, JsonText text);

    /** Whether an object or array becomes its own JSON text. */
    abstract boolean writesJsonInto(Type type);

    /** Whether another value than an array is an array of one. */
    abstract boolean wrapsSingles();

    /** Whether the value is NULL in a column of a type with parts. */
    abstract boolean isNull(Object value);

    private static Scalars.Parser decimalOnly(Scalars.Parser parser) {
        return text -> {
            if (AMBIGUOUS.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "a number that begins with 0 is octal or hexadecimal to some releases of the SerDe");
            }
            return parser.parse(text);
        };
    }
}
