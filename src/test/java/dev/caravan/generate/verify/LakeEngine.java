package dev.caravan.generate.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.generate.verify.AthenaService.Answer;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the verifier's queries, and no others, from the objects that are in S3 at that moment. */
final class LakeEngine implements Function<String, Answer> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SEED =
            Pattern.compile("SELECT array_item.action, count\\(array_item.action\\) AS count FROM (\\w+)"
                    + " CROSS JOIN UNNEST\\(array\\) AS t\\(array_item\\) GROUP BY array_item.action");
    private static final Pattern COUNT =
            Pattern.compile("SELECT count\\(\\*\\) FROM (\\w+)(?: CROSS JOIN UNNEST\\(array\\) AS t\\(array_item\\))?");
    private static final Pattern SUMMARY = Pattern.compile("SELECT count\\(\\*\\), count\\(DISTINCT event_id\\),"
            + " sum\\(CAST\\(from_base\\(substr\\(event_id, 25\\), 16\\) AS decimal\\(38, 0\\)\\)\\) FROM (\\w+)");
    private static final Pattern GROUPS = Pattern.compile("SELECT (\\w+), count\\(\\*\\) FROM (\\w+) GROUP BY \\1");
    private static final Pattern CONDITION = Pattern.compile("SELECT \\* FROM (\\w+) WHERE action = '(\\w+)'");

    /** Where a table's objects are. */
    record Location(String bucket, String prefix) {}

    private final Map<String, Location> tables;

    LakeEngine(Map<String, Location> tables) {
        this.tables = tables;
    }

    @Override
    public Answer apply(String sql) {
        try {
            return answer(sql);
        } catch (NoSuchElementException unknown) {
            return new Answer("FAILED", unknown.getMessage(), List.of());
        }
    }

    private Answer answer(String sql) {
        Matcher matcher = SEED.matcher(sql);
        if (matcher.matches()) {
            return groups(rows(matcher.group(1)), "action", false);
        }
        matcher = COUNT.matcher(sql);
        if (matcher.matches()) {
            return single(rows(matcher.group(1)).size());
        }
        matcher = SUMMARY.matcher(sql);
        if (matcher.matches()) {
            List<String> ids = rows(matcher.group(1)).stream()
                    .map(row -> row.get("event_id").asText())
                    .toList();
            BigInteger sum = ids.stream()
                    .map(id -> new BigInteger(id.substring(24), 16))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            return single(ids.size(), ids.stream().distinct().count(), sum);
        }
        matcher = GROUPS.matcher(sql);
        if (matcher.matches()) {
            return groups(rows(matcher.group(2)), matcher.group(1), true);
        }
        matcher = CONDITION.matcher(sql);
        if (matcher.matches()) {
            String action = matcher.group(2);
            return Answer.rows(rows(matcher.group(1)).stream()
                    .filter(row -> row.path("action").asText().equals(action))
                    .map(row -> List.of(row.toString()))
                    .toList());
        }
        return new Answer("FAILED", "not a query of the verifier", List.of());
    }

    private static Answer single(Object... values) {
        return Answer.rows(List.of(Arrays.stream(values).map(Object::toString).toList()));
    }

    private static Answer groups(List<JsonNode> rows, String column, boolean countNulls) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> {
            String value = row.path(column).textValue();
            counts.merge(Objects.requireNonNullElse(value, ""), value == null && !countNulls ? 0 : 1, Integer::sum);
        });
        List<List<String>> answer = new ArrayList<>();
        counts.forEach((value, count) -> answer.add(Arrays.asList(value.isEmpty() ? null : value, count.toString())));
        return Answer.rows(answer);
    }

    private List<JsonNode> rows(String table) {
        Location location = Optional.ofNullable(tables.get(table))
                .orElseThrow(() -> new NoSuchElementException("TABLE_NOT_FOUND: " + table));
        List<JsonNode> rows = new ArrayList<>();
        new StoredObjects(SharedServices.s3Client()).forEachLine(location.bucket(), location.prefix(), (key, line) -> {
            JsonNode json = parse(line);
            if (json.isArray()) {
                json.forEach(rows::add);
            } else {
                rows.add(json);
            }
        });
        return rows;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
