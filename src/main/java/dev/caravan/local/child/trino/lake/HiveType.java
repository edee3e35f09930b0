package dev.caravan.local.child.trino.lake;

import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Hive's type texts, such as {@code array<struct<name:string,price:decimal(10,2)>>}, into Trino's types. */
final class HiveType {
    private final String text;
    private final TypeOperators operators;
    private int at;

    private HiveType(String text, TypeOperators operators) {
        this.text = text;
        this.operators = operators;
    }

    /** @throws TrinoException HIVE_INVALID_METADATA if the text is no type that Athena knows */
    static Type parse(String text, TypeOperators operators) {
        HiveType parser = new HiveType(text.strip(), operators);
        Type type = parser.type();
        if (parser.at != parser.text.length()) {
            throw parser.unexpected();
        }
        return type;
    }

    private Type type() {
        String name = word("<>(),:").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "string" -> VarcharType.VARCHAR;
            case "varchar" -> VarcharType.createVarcharType(arguments(1)[0]);
            case "char" -> CharType.createCharType(arguments(1)[0]);
            case "boolean" -> BooleanType.BOOLEAN;
            case "tinyint" -> TinyintType.TINYINT;
            case "smallint" -> SmallintType.SMALLINT;
            case "int", "integer" -> IntegerType.INTEGER;
            case "bigint" -> BigintType.BIGINT;
            case "float" -> RealType.REAL;
            case "double" -> DoubleType.DOUBLE;
            case "decimal" -> decimal();
            case "date" -> DateType.DATE;
            case "timestamp" -> TimestampType.TIMESTAMP_MILLIS;
            case "binary" -> VarbinaryType.VARBINARY;
            case "array" -> array();
            case "map" -> map();
            case "struct" -> struct();
            default -> throw unexpected();
        };
    }

    private Type decimal() {
        if (at == text.length() || text.charAt(at) != '(') {
            return DecimalType.createDecimalType(10, 0);
        }
        int[] precisionAndScale = arguments(2);
        return DecimalType.createDecimalType(precisionAndScale[0], precisionAndScale[1]);
    }

    private Type array() {
        expect('<');
        Type element = type();
        expect('>');
        return new ArrayType(element);
    }

    private Type map() {
        expect('<');
        Type key = type();
        expect(',');
        Type value = type();
        expect('>');
        return new MapType(key, value, operators);
    }

    private Type struct() {
        List<RowType.Field> fields = new ArrayList<>();
        char separator = '<';
        do {
            expect(separator);
            String name = word(":").toLowerCase(Locale.ROOT);
            expect(':');
            fields.add(RowType.field(name, type()));
            separator = ',';
        } while (at < text.length() && text.charAt(at) == ',');
        expect('>');
        return RowType.from(fields);
    }

    private int[] arguments(int count) {
        int[] arguments = new int[count];
        char separator = '(';
        for (int i = 0; i < count; i++) {
            expect(separator);
            String number = word(",)");
            if (!number.matches("\\d{1,9}")) {
                throw unexpected();
            }
            arguments[i] = Integer.parseInt(number);
            separator = ',';
        }
        expect(')');
        return arguments;
    }

    private String word(String endings) {
        int start = at;
        while (at < text.length() && endings.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private void expect(char expected) {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length() || text.charAt(at) != expected) {
            throw unexpected();
        }
        at++;
    }

    private TrinoException unexpected() {
        return new TrinoException(
                LakeError.HIVE_INVALID_METADATA, "Not a type: '" + text + "' (at character " + (at + 1) + ")");
    }
}
