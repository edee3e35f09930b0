package dev.caravan.local.athena.execution;

import dev.caravan.local.athena.result.S3Location;
import java.util.List;
import java.util.Objects;

/**
 * What somebody wants to be run.
 *
 * @param database for names without one; null for none
 * @param catalog as given; null if it was not
 * @param parameters for the question marks, SQL expressions
 * @param resultLocation of the prefix below which the result goes
 * @param scanLimit bytes that the query may read at most; null for no limit
 */
public record QueryRequest(
        String sql,
        String database,
        String catalog,
        List<String> parameters,
        String workGroup,
        S3Location resultLocation,
        Long scanLimit) {
    public QueryRequest {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(workGroup, "workGroup");
        Objects.requireNonNull(resultLocation, "resultLocation");
        parameters = List.copyOf(parameters);
    }
}
