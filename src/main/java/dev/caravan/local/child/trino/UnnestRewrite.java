package dev.caravan.local.child.trino;

import dev.caravan.local.child.trino.EditedText.Insertion;
import io.trino.spi.Location;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.List;

/**
 * Athena gives an unnested array of rows as one column, Trino as a column for each field. Where an UNNEST has as many
 * column aliases as expressions, each expression X becomes {@code transform(X, e -> ROW(e))}, whose rows have the
 * element as their only field.
 */
final class UnnestRewrite extends DefaultTraversalVisitor<Void> {
    private static final String BEFORE = "transform(";
    private static final String AFTER = ", e -> ROW(e))";

    private final String sql;
    private final List<Insertion> insertions = new ArrayList<>();

    private UnnestRewrite(String sql) {
        this.sql = sql;
    }

    static EditedText of(String sql, Statement statement) {
        UnnestRewrite rewrite = new UnnestRewrite(sql);
        rewrite.process(statement);
        return new EditedText(sql, rewrite.insertions);
    }

    @Override
    protected Void visitAliasedRelation(AliasedRelation node, Void context) {
        if (node.getRelation() instanceof Unnest unnest && node.getColumnNames() != null) {
            int columns = unnest.getExpressions().size() + (unnest.isWithOrdinality() ? 1 : 0);
            if (node.getColumnNames().size() == columns) {
                wrapArguments(unnest.getLocation().orElseThrow());
            }
        }
        return super.visitAliasedRelation(node, null);
    }

    /** Walks from the word UNNEST to the end of its argument list. */
    private void wrapArguments(NodeLocation start) {
        SqlCursor cursor = new SqlCursor(sql);
        cursor.moveTo(start.getLineNumber(), start.getColumnNumber());
        int depth = 0;
        while (!cursor.atEnd()) {
            char c = cursor.skipQuotedAndComments();
            if (depth == 1 && (c == ',' || c == ')')) {
                insert(cursor, AFTER);
            }
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            boolean argumentFollows = depth == 1 && (c == ',' || c == '(');
            cursor.next();
            if (argumentFollows) {
                insert(cursor, BEFORE);
            }
            if (depth == 0 && c == ')') {
                return;
            }
        }
    }

    private void insert(SqlCursor cursor, String text) {
        insertions.add(new Insertion(cursor.offset(), new Location(cursor.line(), cursor.column()), text));
    }
}
