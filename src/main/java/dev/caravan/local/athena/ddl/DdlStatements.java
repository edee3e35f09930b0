package dev.caravan.local.athena.ddl;

import dev.caravan.local.athena.engine.StatementFailed;
import dev.caravan.local.athena.execution.QueryRequest;
import dev.caravan.local.athena.execution.Statement;
import dev.caravan.local.athena.execution.StatementType;
import dev.caravan.local.athena.result.ResultShape;
import dev.caravan.local.athena.result.ResultSpool;
import dev.caravan.local.child.trino.wire.QueryFailure;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.GlueCatalog;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Recognises DDL and makes it run. */
public final class DdlStatements {
    private static final String DEFAULT_DATABASE = "default";

    private final DdlRunner runner;

    public DdlStatements(GlueCatalog catalog, S3Client s3) {
        this.runner = new DdlRunner(catalog, new PartitionDiscovery(s3));
    }

    /**
     * Parses a statement.
     *
     * @return empty if the statement is not DDL
     * @throws DdlRefused if it has a mistake, or is of a kind that is not supported
     */
    public Optional<Statement> find(String sql) {
        try {
            return DdlParser.parse(sql).map(Parsed::new);
        } catch (CatalogException e) {
            // the catalog's own definitions refuse, for example, a column that is named twice
            throw DdlRefused.invalid(e.getMessage());
        }
    }

    private final class Parsed implements Statement {
        private final Ddl ddl;

        Parsed(Ddl ddl) {
            this.ddl = ddl;
        }

        @Override
        public StatementType type() {
            return ddl.isUtility() ? StatementType.UTILITY : StatementType.DDL;
        }

        @Override
        public ResultShape.Format format() {
            return ResultShape.Format.TEXT;
        }

        @Override
        public QueryStatistics run(String id, QueryRequest request, ResultSpool spool)
                throws StatementFailed, IOException {
            try {
                String database = request.database() == null ? DEFAULT_DATABASE : request.database();
                DdlOutput output = runner.run(ddl, database);
                spool.text(ResultShape.text(output.columns()), output.lines());
                return QueryStatistics.NONE;
            } catch (CatalogException e) {
                String message = "Error: " + e.kind().awsName() + "(message:" + e.getMessage() + ")";
                throw new StatementFailed(new QueryFailure("FAILED", QueryFailure.Kind.USER, message));
            }
        }
    }
}
