package dev.caravan.local.child.trino;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.List;

/** A statement that was parsed, found to be one that only reads, and given Athena's meaning where Trino's differs. */
final class AthenaStatement {
    private static final SqlParser PARSER = new SqlParser();
    private final EditedText text;

    private AthenaStatement(EditedText text) {
        this.text = text;
    }

    /**
     * @throws io.trino.sql.parser.ParsingException if it is no SQL
     * @throws TrinoException NOT_SUPPORTED if it is another statement than one that reads, CATALOG_NOT_FOUND if it
     *     names another catalog than Glue's
     */
    static AthenaStatement parse(String sql) {
        String single = withoutFinalSemicolon(sql);
        Statement statement = PARSER.createStatement(single);
        if (!(statement instanceof Query)) {
            throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Statements of this kind are not supported here: "
                            + statement.getClass().getSimpleName());
        }
        new CatalogCheck().process(statement);
        return new AthenaStatement(UnnestRewrite.of(single, statement));
    }

    private static String withoutFinalSemicolon(String sql) {
        String stripped = sql.stripTrailing();
        return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : sql;
    }

    /** What Trino is to run. */
    String rewritten() {
        return text.edited();
    }

    /**
     * The statement with its question marks filled in.
     *
     * @param parameters one SQL expression for each question mark
     * @param prepared the name under which {@link #rewritten()} is known to the session
     */
    String toRun(List<String> parameters, String prepared) {
        if (parameters.isEmpty()) {
            return rewritten();
        }
        parameters.forEach(PARSER::createExpression);
        return "EXECUTE " + prepared + " USING " + String.join(", ", parameters);
    }

    /** The failure with line and column of the statement as it was given. */
    RuntimeException atItsPlaceInTheText(RuntimeException failure) {
        if (failure instanceof TrinoException known && known.getLocation().isPresent()) {
            return new TrinoException(
                    known::getErrorCode, known.getLocation().map(text::original), known.getRawMessage(), known);
        }
        return failure;
    }
}
