package dev.caravan.local.athena.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A query with its result, from a text file: {@code === NAME}, the statement, perhaps {@code --- with} and one parameter
 * a line, then {@code --- gives} and the header with one row a line, or {@code --- fails} and the reason.
 */
record QueryCase(String name, String sql, List<String> parameters, List<String> result, String failure) {
    /** Whether the statement says in which order its rows come. */
    boolean isOrdered() {
        return sql.contains("ORDER BY");
    }

    static List<QueryCase> read(String resource) throws IOException {
        try (InputStream input = QueryCase.class.getResourceAsStream(resource)) {
            List<QueryCase> cases = new ArrayList<>();
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.split("(?m)^=== ", -1)) {
                if (!block.isBlank() && !block.startsWith("#")) {
                    cases.add(parse(block));
                }
            }
            return cases;
        }
    }

    private static QueryCase parse(String block) {
        String[] nameAndRest = block.split("\n", 2);
        List<String> sql = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        List<String> result = new ArrayList<>();
        List<String> failure = new ArrayList<>();
        List<String> current = sql;
        for (String line : nameAndRest[1].stripTrailing().split("\n", -1)) {
            switch (line) {
                case "--- with" -> current = parameters;
                case "--- gives" -> current = result;
                case "--- fails" -> current = failure;
                default -> current.add(line);
            }
        }
        return new QueryCase(
                nameAndRest[0].strip(), String.join("\n", sql), parameters, result, String.join("\n", failure));
    }
}
