package dev.caravan.local.glue.infer;

import dev.caravan.local.glue.infer.CompactReader.Field;
import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import dev.caravan.local.glue.infer.FileFormat.Parquet;
import dev.caravan.local.glue.infer.HiveType.ArrayType;
import dev.caravan.local.glue.infer.HiveType.MapType;
import dev.caravan.local.glue.infer.HiveType.StructType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema and the number of rows of a Parquet object, from its footer alone (parquet-format: the object ends with
 * the footer, its length as four bytes, and {@code PAR1}).
 */
final class ParquetFooter {
    private static final int TAIL_BYTES = 64 * 1024;
    private static final int END_BYTES = 8;
    private static final int MAX_FOOTER_BYTES = 32 << 20;

    private ParquetFooter() {}

    static FileContent read(ObjectBytes object) {
        try {
            CompactReader in = new CompactReader(footer(object));
            List<ParquetElement> elements = List.of();
            for (Field field = in.nextField(0); !field.isStop(); field = in.nextField(field.id())) {
                if (field.id() == 2) {
                    elements = elements(in);
                } else if (field.id() == 3) {
                    // after the schema: nothing behind the number of rows is needed
                    return new Records(
                            new Parquet(), Compression.NONE, schema(elements), in.longInteger(), object.size());
                } else {
                    in.skip(field);
                }
            }
            throw new IOException("it has no number of rows");
        } catch (IOException | ArithmeticException e) {
            return new Unsupported("a Parquet object whose footer cannot be read: " + e.getMessage());
        }
    }

    private static ByteBuffer footer(ObjectBytes object) throws IOException {
        int tailLength = (int) Math.min(object.size(), TAIL_BYTES);
        byte[] tail = object.read(object.size() - tailLength, tailLength);
        byte[] magic = Arrays.copyOfRange(tail, Math.max(0, tail.length - Magic.PARQUET.length), tail.length);
        if (tail.length < END_BYTES + Magic.PARQUET.length || !Arrays.equals(magic, Magic.PARQUET)) {
            throw new IOException("it does not end with PAR1, so it was not written to its end");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(tail.length - END_BYTES);
        if (length <= 0 || length > MAX_FOOTER_BYTES || length > object.size() - END_BYTES) {
            throw new IOException("it claims " + length + " bytes");
        }
        return length + END_BYTES <= tail.length
                ? ByteBuffer.wrap(tail, tail.length - END_BYTES - length, length)
                : ByteBuffer.wrap(object.read(object.size() - END_BYTES - length, length));
    }

    private static List<ParquetElement> elements(CompactReader in) throws IOException {
        int size = in.listSize();
        List<ParquetElement> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(ParquetElement.read(in));
        }
        return elements;
    }

    /** The first element is the message itself; each group is followed by its children. */
    private static RecordSchema schema(List<ParquetElement> elements) throws IOException {
        Iterator<ParquetElement> next = elements.iterator();
        if (!next.hasNext()) {
            throw new IOException("it has no schema");
        }
        return RecordSchema.of(members(next.next(), next));
    }

    private static Map<String, HiveType> members(ParquetElement group, Iterator<ParquetElement> next)
            throws IOException {
        Map<String, HiveType> members = new LinkedHashMap<>();
        for (int i = 0; i < group.children(); i++) {
            if (!next.hasNext()) {
                throw new IOException("group " + group.name() + " misses members");
            }
            ParquetElement member = next.next();
            HiveType type = type(member, next);
            members.merge(member.name(), member.repeated() ? new ArrayType(type) : type, HiveType::union);
        }
        return members;
    }

    private static HiveType type(ParquetElement element, Iterator<ParquetElement> next) throws IOException {
        if (!element.isGroup()) {
            return element.leafType();
        }
        Map<String, HiveType> members = members(element, next);
        boolean map = element.meaning() == ParquetElement.MAP || element.meaning() == ParquetElement.MAP_KEY_VALUE;
        if ((map || element.meaning() == ParquetElement.LIST) && members.size() == 1) {
            Map.Entry<String, HiveType> repeated = members.entrySet().iterator().next();
            if (repeated.getValue() instanceof ArrayType entries) {
                return map ? map(entries) : list(element.name(), repeated.getKey(), entries);
            }
        }
        return new StructType(members);
    }

    private static HiveType map(ArrayType entries) {
        if (entries.element() instanceof StructType pair && pair.fields().size() == 2) {
            Iterator<HiveType> types = pair.fields().values().iterator();
            return new MapType(types.next(), types.next());
        }
        return entries;
    }

    /** Three levels, unless the repeated group is the element itself as older writers had it (LogicalTypes.md). */
    private static HiveType list(String listName, String repeatedName, ArrayType entries) {
        boolean elementItself = repeatedName.equals("array") || repeatedName.equals(listName + "_tuple");
        if (!elementItself
                && entries.element() instanceof StructType wrapper
                && wrapper.fields().size() == 1) {
            return new ArrayType(wrapper.fields().values().iterator().next());
        }
        return entries;
    }
}
