package dev.caravan.local.glue.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A Hive type. {@link #union} is the smallest type that holds the values of both: whole numbers widen, a whole and a
 * broken number make a {@code double}, arrays and structs are united member by member, and what has nothing in common
 * is a {@code string}.
 */
public sealed interface HiveType {

    /** The type as the catalog writes it, for example {@code array<struct<id:string>>}. */
    String text();

    /** The smallest type that holds values of both; the order of the fields of a struct is that of first appearance. */
    default HiveType union(HiveType other) {
        if (equals(other) || other == Scalar.UNKNOWN) {
            return this;
        }
        if (this == Scalar.UNKNOWN) {
            return other;
        }
        if (this instanceof Scalar left && other instanceof Scalar right && left.isNumber() && right.isNumber()) {
            return left.compareTo(right) > 0 ? left : right;
        }
        if (this instanceof DecimalType left && other instanceof DecimalType right) {
            return left.widen(right);
        }
        if (isNumber() && other.isNumber()) {
            return Scalar.DOUBLE;
        }
        if (this instanceof ArrayType left && other instanceof ArrayType right) {
            return new ArrayType(left.element().union(right.element()));
        }
        if (this instanceof MapType left && other instanceof MapType right) {
            return new MapType(left.key().union(right.key()), left.value().union(right.value()));
        }
        if (this instanceof StructType left && other instanceof StructType right) {
            return left.merge(right);
        }
        return Scalar.STRING;
    }

    /** Whether values are numbers. */
    default boolean isNumber() {
        return false;
    }

    /** A type without members. The order of the numbers is from narrow to wide. */
    enum Scalar implements HiveType {
        /** Only null was seen; written as {@code string}, the type that any later value fits. */
        UNKNOWN,
        BOOLEAN,
        INT,
        BIGINT,
        FLOAT,
        DOUBLE,
        DATE,
        TIMESTAMP,
        BINARY,
        STRING;

        @Override
        public String text() {
            return this == UNKNOWN ? "string" : name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean isNumber() {
            return this == INT || this == BIGINT || this == FLOAT || this == DOUBLE;
        }
    }

    /** An exact number of up to 38 digits. */
    record DecimalType(int precision, int scale) implements HiveType {
        private static final int MAX_PRECISION = 38;

        @Override
        public String text() {
            return "decimal(" + precision + "," + scale + ")";
        }

        @Override
        public boolean isNumber() {
            return true;
        }

        HiveType widen(DecimalType other) {
            int wholeDigits = Math.max(precision - scale, other.precision - other.scale);
            int fraction = Math.max(scale, other.scale);
            return wholeDigits + fraction > MAX_PRECISION
                    ? Scalar.DOUBLE
                    : new DecimalType(wholeDigits + fraction, fraction);
        }
    }

    /** A list of values of one type. */
    record ArrayType(HiveType element) implements HiveType {
        public ArrayType {
            Objects.requireNonNull(element, "element");
        }

        @Override
        public String text() {
            return "array<" + element.text() + ">";
        }
    }

    /** Keys of one type, values of one type. */
    record MapType(HiveType key, HiveType value) implements HiveType {
        public MapType {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String text() {
            return "map<" + key.text() + "," + value.text() + ">";
        }
    }

    /** Named members, in lower case and in order of first appearance; Hive has no empty struct, so that is a string. */
    record StructType(Map<String, HiveType> fields) implements HiveType {
        public static final StructType EMPTY = new StructType(Map.of());

        public StructType {
            Map<String, HiveType> folded = new LinkedHashMap<>();
            fields.forEach((name, type) -> folded.merge(name.toLowerCase(Locale.ROOT), type, HiveType::union));
            fields = Collections.unmodifiableMap(folded);
        }

        @Override
        public String text() {
            return fields.isEmpty()
                    ? "string"
                    : fields.entrySet().stream()
                            .map(field ->
                                    field.getKey() + ":" + field.getValue().text())
                            .collect(Collectors.joining(",", "struct<", ">"));
        }

        StructType merge(StructType other) {
            Map<String, HiveType> merged = new LinkedHashMap<>(fields);
            other.fields.forEach((name, type) -> merged.merge(name, type, HiveType::union));
            return new StructType(merged);
        }
    }
}
