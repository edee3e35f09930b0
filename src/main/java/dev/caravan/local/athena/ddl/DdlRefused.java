package dev.caravan.local.athena.ddl;

/** A statement that is no valid DDL, or one that is not supported here; the message is for whoever sent it. */
public final class DdlRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DdlRefused(String message) {
        super(message);
    }

    /** In the words of Hive's parser, with the place. */
    static DdlRefused syntax(Token at, String expected) {
        String found = at.kind() == Token.Kind.END ? "the end" : "'" + at.text() + "'";
        return new DdlRefused("FAILED: ParseException line " + at.line() + ":" + at.column() + " found " + found
                + ", expected " + expected);
    }

    /** What the statement defines is no valid definition. */
    static DdlRefused invalid(String why) {
        return new DdlRefused("FAILED: SemanticException " + why);
    }

    /** @param what the kind of statement or clause */
    public static DdlRefused unsupported(String what) {
        return new DdlRefused("Queries of this type are not supported here: " + what);
    }
}
