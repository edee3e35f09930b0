package dev.caravan.local.child.trino;

import dev.caravan.local.child.trino.wire.QueryFailure;
import io.trino.spi.ErrorType;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.ParsingException;

/** Trino's exceptions as failures with its own code, message and place in the statement. */
final class Failures {
    private Failures() {}

    static QueryFailure of(Throwable thrown) {
        if (thrown instanceof ParsingException parsing) {
            return new QueryFailure("SYNTAX_ERROR", QueryFailure.Kind.USER, parsing.getMessage());
        }
        if (thrown instanceof TrinoException failure) {
            return new QueryFailure(
                    failure.getErrorCode().getName(),
                    kind(failure.getErrorCode().getType()),
                    failure.getMessage());
        }
        if (thrown instanceof RunningQuery.QueryCancelled) {
            return new QueryFailure("USER_CANCELED", QueryFailure.Kind.USER, thrown.getMessage());
        }
        if (thrown instanceof Engine.ScanLimitExceeded) {
            return new QueryFailure(QueryFailure.SCAN_LIMIT, QueryFailure.Kind.RESOURCES, thrown.getMessage());
        }
        if (thrown instanceof StackOverflowError) {
            return new QueryFailure(
                    "STACK_OVERFLOW", QueryFailure.Kind.USER, "The statement is nested too deeply for the engine");
        }
        thrown.printStackTrace();
        return new QueryFailure("GENERIC_INTERNAL_ERROR", QueryFailure.Kind.SYSTEM, thrown.toString());
    }

    private static QueryFailure.Kind kind(ErrorType type) {
        return switch (type) {
            case USER_ERROR, EXTERNAL -> QueryFailure.Kind.USER;
            case INSUFFICIENT_RESOURCES -> QueryFailure.Kind.RESOURCES;
            case INTERNAL_ERROR -> QueryFailure.Kind.SYSTEM;
        };
    }
}
