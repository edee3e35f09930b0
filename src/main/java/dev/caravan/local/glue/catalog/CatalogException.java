package dev.caravan.local.glue.catalog;

import java.util.Objects;

/** A request that the catalog refuses, under the error name that AWS Glue gives it. */
public final class CatalogException extends RuntimeException {

    /** The error names of the Glue API that this service answers. */
    public enum Kind {
        ENTITY_NOT_FOUND("EntityNotFoundException"),
        ALREADY_EXISTS("AlreadyExistsException"),
        INVALID_INPUT("InvalidInputException"),
        CONCURRENT_MODIFICATION("ConcurrentModificationException"),
        CRAWLER_RUNNING("CrawlerRunningException"),
        CRAWLER_NOT_RUNNING("CrawlerNotRunningException"),
        CRAWLER_STOPPING("CrawlerStoppingException");

        private final String awsName;

        Kind(String awsName) {
            this.awsName = awsName;
        }

        /** The name on the wire, for example {@code EntityNotFoundException}. */
        public String awsName() {
            return awsName;
        }
    }

    private final Kind kind;

    public CatalogException(Kind kind, String message) {
        this(kind, message, null);
    }

    public CatalogException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public static CatalogException notFound(String message) {
        return new CatalogException(Kind.ENTITY_NOT_FOUND, message);
    }

    public static CatalogException alreadyExists(String message) {
        return new CatalogException(Kind.ALREADY_EXISTS, message);
    }

    public static CatalogException invalidInput(String message) {
        return new CatalogException(Kind.INVALID_INPUT, message);
    }

    public Kind kind() {
        return kind;
    }
}
