package dev.caravan.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A statement for Athena.
 *
 * @param parameters one SQL literal for each question mark, in their order
 * @param token 32 to 128 characters: Athena answers a second start with the same token, statement and parameters with the
 *     first one's query; empty for a new query each time
 */
public record Question(String sql, List<String> parameters, Optional<String> token) {

    public Question {
        requireNonNull(sql, "sql");
        parameters = List.copyOf(parameters);
        requireNonNull(token, "token");
    }

    /** A statement without question marks, asked once. */
    public static Question of(String sql) {
        return new Question(sql, List.of(), Optional.empty());
    }
}
