package dev.caravan.local.glue.infer;

import dev.caravan.local.glue.infer.CompactReader.Field;
import dev.caravan.local.glue.infer.HiveType.DecimalType;
import dev.caravan.local.glue.infer.HiveType.Scalar;
import java.io.IOException;

/**
 * One node of a Parquet schema, with the numbers of parquet.thrift.
 *
 * @param physicalType 0 BOOLEAN … 7 FIXED_LEN_BYTE_ARRAY, -1 for a group
 * @param repeated whether it occurs more than once
 * @param children how many of the next nodes belong to a group
 * @param meaning the converted type (0 UTF8, 1 MAP, 3 LIST, …), -1 without
 */
record ParquetElement(
        int physicalType, boolean repeated, String name, int children, int meaning, int scale, int precision) {
    static final int UTF8 = 0;
    static final int MAP = 1;
    static final int MAP_KEY_VALUE = 2;
    static final int LIST = 3;
    private static final int ENUM = 4;
    private static final int DECIMAL = 5;
    private static final int DATE = 6;
    private static final int TIMESTAMP_MILLIS = 9;
    private static final int TIMESTAMP_MICROS = 10;
    private static final int JSON = 19;
    private static final int REPEATED = 2;

    /** Converted types in the order of the logical types 1 STRING … 14 UUID; -1 where none fits. */
    private static final int[] OF_LOGICAL = {
        -1, UTF8, MAP, LIST, ENUM, DECIMAL, DATE, -1, TIMESTAMP_MICROS, -1, -1, -1, JSON, -1, -1
    };

    static ParquetElement read(CompactReader in) throws IOException {
        int physicalType = -1;
        int repetition = 0;
        String name = "";
        int children = 0;
        int converted = -1;
        int logical = -1;
        int scale = 0;
        int precision = 0;
        for (Field field = in.nextField(0); !field.isStop(); field = in.nextField(field.id())) {
            switch (field.id()) {
                case 1 -> physicalType = in.integer();
                case 3 -> repetition = in.integer();
                case 4 -> name = in.text();
                case 5 -> children = in.integer();
                case 6 -> converted = in.integer();
                case 7 -> scale = in.integer();
                case 8 -> precision = in.integer();
                case 10 -> logical = logicalType(in);
                default -> in.skip(field);
            }
        }
        int meaning = converted >= 0 ? converted : logical;
        return new ParquetElement(physicalType, repetition == REPEATED, name, children, meaning, scale, precision);
    }

    /** The union of logical types has one member, whose id says which; writers repeat a decimal's digits outside. */
    private static int logicalType(CompactReader in) throws IOException {
        int meaning = -1;
        for (Field field = in.nextField(0); !field.isStop(); field = in.nextField(field.id())) {
            if (field.id() > 0 && field.id() < OF_LOGICAL.length) {
                meaning = OF_LOGICAL[field.id()];
            }
            in.skip(field);
        }
        return meaning;
    }

    boolean isGroup() {
        return physicalType < 0;
    }

    /** The type of a leaf. */
    HiveType leafType() throws IOException {
        if (meaning == DECIMAL) {
            return new DecimalType(precision, scale);
        }
        boolean time = meaning == TIMESTAMP_MILLIS || meaning == TIMESTAMP_MICROS;
        return switch (physicalType) {
            case 0 -> Scalar.BOOLEAN;
            case 1 -> meaning == DATE ? Scalar.DATE : Scalar.INT;
            case 2 -> time ? Scalar.TIMESTAMP : Scalar.BIGINT;
            case 3 -> Scalar.TIMESTAMP;
            case 4 -> Scalar.FLOAT;
            case 5 -> Scalar.DOUBLE;
            case 6, 7 -> meaning == UTF8 || meaning == ENUM || meaning == JSON ? Scalar.STRING : Scalar.BINARY;
            default -> throw new IOException("column " + name + " has the unknown type " + physicalType);
        };
    }
}
