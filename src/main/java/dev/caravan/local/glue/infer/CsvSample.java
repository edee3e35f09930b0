package dev.caravan.local.glue.infer;

import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import dev.caravan.local.glue.infer.FileFormat.Csv;
import dev.caravan.local.glue.infer.HiveType.Scalar;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The schema of sampled delimited text, by the rules of AWS's built-in CSV classifier: comma, pipe, tab, semicolon or
 * Ctrl-A; at least two columns and two rows; a header is a first row of plain names above at least one column that is
 * not text. Whole numbers are {@code bigint}; a quoted value is text, because LazySimpleSerDe keeps the quotes.
 */
final class CsvSample {
    private static final char[] DELIMITERS = {',', '|', '\t', ';', '\u0001'};
    private static final int MAX_HEADER_LENGTH = 150;
    private static final Pattern HEADER_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N} _.#$()/-]*");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern BROKEN = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private CsvSample() {}

    static FileContent classify(Sample sample, int start) {
        Optional<String> text = text(sample, start);
        if (text.isEmpty()) {
            return new Unsupported("neither Parquet nor text in UTF-8");
        }
        List<String> lines = text.get().lines().filter(line -> !line.isBlank()).toList();
        List<List<CsvField>> best = List.of();
        char delimiter = 0;
        for (char candidate : DELIMITERS) {
            List<List<CsvField>> rows =
                    lines.stream().map(line -> CsvField.split(line, candidate)).toList();
            if (isTable(rows)
                    && (best.isEmpty() || rows.get(0).size() > best.get(0).size())) {
                best = rows;
                delimiter = candidate;
            }
        }
        return best.isEmpty()
                ? new Unsupported("neither JSON nor Parquet nor delimited text with at least two columns and two rows")
                : table(sample, delimiter, best);
    }

    private static boolean isTable(List<List<CsvField>> rows) {
        return rows.size() >= 2
                && rows.get(0).size() >= 2
                && rows.stream().allMatch(row -> row.size() == rows.get(0).size());
    }

    private static FileContent table(Sample sample, char delimiter, List<List<CsvField>> rows) {
        List<HiveType> types = types(rows.subList(1, rows.size()));
        boolean header = isHeader(rows.get(0))
                && types.stream().anyMatch(type -> type != Scalar.STRING && type != Scalar.UNKNOWN);
        if (!header) {
            types = types(rows);
        }
        Map<String, HiveType> columns = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            String name = header ? rows.get(0).get(i).text().strip() : "col" + i;
            columns.put(columns.containsKey(name) ? name + "_" + i : name, types.get(i));
        }
        boolean quoted = rows.stream().flatMap(List::stream).anyMatch(CsvField::quoted);
        long records = rows.size() - (header ? 1L : 0L);
        return new Records(
                new Csv(delimiter, header, quoted),
                sample.compression(),
                RecordSchema.of(columns),
                records,
                sample.consumed());
    }

    private static List<HiveType> types(List<List<CsvField>> rows) {
        List<HiveType> types =
                new ArrayList<>(rows.get(0).stream().map(CsvSample::type).toList());
        rows.forEach(row -> {
            for (int i = 0; i < types.size(); i++) {
                types.set(i, types.get(i).union(type(row.get(i))));
            }
        });
        return types;
    }

    private static HiveType type(CsvField field) {
        String value = field.text().strip();
        if (field.quoted()) {
            return Scalar.STRING;
        } else if (value.isEmpty()) {
            return Scalar.UNKNOWN;
        } else if (WHOLE.matcher(value).matches()) {
            return Scalar.BIGINT;
        } else if (BROKEN.matcher(value).matches()) {
            return Scalar.DOUBLE;
        }
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false") ? Scalar.BOOLEAN : Scalar.STRING;
    }

    private static boolean isHeader(List<CsvField> row) {
        return row.stream()
                .map(field -> field.text().strip())
                .allMatch(name -> name.length() < MAX_HEADER_LENGTH
                        && HEADER_NAME.matcher(name).matches()
                        && !name.equalsIgnoreCase("true")
                        && !name.equalsIgnoreCase("false"));
    }

    /** The sample as text up to its last whole line, or empty when it is not UTF-8. */
    private static Optional<String> text(Sample sample, int start) {
        int end = sample.bytes().length;
        if (sample.truncated()) {
            while (end > start && sample.bytes()[end - 1] != '\n') {
                end--;
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(sample.bytes(), start, end - start))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
