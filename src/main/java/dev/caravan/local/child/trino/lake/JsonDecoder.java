package dev.caravan.local.child.trino.lake;

import io.trino.spi.TrinoException;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends a value of {@link JsonLine}, null included, to a builder of a column's type. */
@FunctionalInterface
interface JsonDecoder {
    /** @throws TrinoException HIVE_BAD_DATA if the value does not fit */
    void decode(Object value, BlockBuilder out);

    /** @param where names the column in error messages */
    static JsonDecoder of(Type type, String where, JsonNames names, JsonValues values) {
        if (type instanceof RowType row) {
            return struct(row, where, names, values);
        }
        if (type instanceof ArrayType array) {
            return array(of(array.getElementType(), where, names, values), where, values);
        }
        if (type instanceof MapType map) {
            return map(map, where, names, values);
        }
        return scalar(type, where, values);
    }

    private static JsonDecoder scalar(Type type, String where, JsonValues values) {
        Scalars.Parser parser = values.parser(type);
        return (value, out) -> {
            if (value == null) {
                out.appendNull();
            } else if (value instanceof JsonText text && values.takes(type, text)) {
                TypeUtils.writeNativeValue(type, out, BadData.parse(parser, text.text(), where));
            } else if (!(value instanceof JsonText) && values.writesJsonInto(type)) {
                TypeUtils.writeNativeValue(type, out, BadData.parse(parser, JsonLine.write(value), where));
            } else {
                throw BadData.of(JsonLine.write(value), where, "no " + type);
            }
        };
    }

    /** As the OpenX SerDe does, an empty text is no array, and another single value is an array of one. */
    private static JsonDecoder array(JsonDecoder element, String where, JsonValues values) {
        return (value, out) -> {
            if (values.isNull(value)) {
                out.appendNull();
                return;
            }
            if (!(value instanceof List<?>) && !values.wrapsSingles()) {
                throw BadData.of(JsonLine.write(value), where, "no array");
            }
            List<?> elements = value instanceof List<?> list ? list : List.of(value);
            ((ArrayBlockBuilder) out).buildEntry(builder -> elements.forEach(each -> element.decode(each, builder)));
        };
    }

    private static JsonDecoder map(MapType type, String where, JsonNames names, JsonValues rules) {
        JsonDecoder keys = of(type.getKeyType(), where, names, rules);
        JsonDecoder values = of(type.getValueType(), where, names, rules);
        return (value, out) -> {
            if (rules.isNull(value)) {
                out.appendNull();
                return;
            }
            if (!(value instanceof Map<?, ?> entries)) {
                throw BadData.of(JsonLine.write(value), where, "no object");
            }
            ((MapBlockBuilder) out)
                    .buildEntry((keyBuilder, valueBuilder) -> entries.forEach((key, each) -> {
                        keys.decode(new JsonText((String) key, true), keyBuilder);
                        values.decode(each, valueBuilder);
                    }));
        };
    }

    private static JsonDecoder struct(RowType type, String where, JsonNames names, JsonValues values) {
        Map<String, JsonDecoder> fields = new LinkedHashMap<>();
        for (RowType.Field field : type.getFields()) {
            String name = field.getName().orElseThrow();
            fields.put(name, of(field.getType(), where + "." + name, names, values));
        }
        return (value, out) -> {
            if (values.isNull(value)) {
                out.appendNull();
                return;
            }
            if (!(value instanceof Map<?, ?> object)) {
                throw BadData.of(JsonLine.write(value), where, "no object");
            }
            Map<String, Object> byName = names.normalised(object);
            ((RowBlockBuilder) out).buildEntry(builders -> {
                int index = 0;
                for (Map.Entry<String, JsonDecoder> field : fields.entrySet()) {
                    field.getValue().decode(byName.get(field.getKey()), builders.get(index++));
                }
            });
        };
    }
}
