package dev.caravan.local.child.trino.wire;

/**
 * Why a query failed.
 *
 * @param code the engine's name for it, for example COLUMN_NOT_FOUND
 * @param kind whose fault it is
 * @param message with {@code line L:C: } at its start where the engine knows the place
 */
public record QueryFailure(String code, Kind kind, String message) {
    /** The code of a query that has read more than it may. */
    public static final String SCAN_LIMIT = "EXCEEDED_SCAN_LIMIT";

    /** Whose fault a failure is. */
    public enum Kind {
        /** The statement, the data or the catalog are wrong. */
        USER,
        /** The query needs more than there is. */
        RESOURCES,
        /** The engine itself. */
        SYSTEM
    }

    /** The form of Athena's StateChangeReason: {@code CODE: message}. */
    public String reason() {
        return code + ": " + message;
    }
}
