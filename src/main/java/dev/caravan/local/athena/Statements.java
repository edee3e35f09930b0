package dev.caravan.local.athena;

import dev.caravan.local.athena.ddl.DdlRefused;
import dev.caravan.local.athena.ddl.DdlStatements;
import dev.caravan.local.athena.engine.QueryEngine;
import dev.caravan.local.athena.engine.StatementFailed;
import dev.caravan.local.athena.execution.EngineStatement;
import dev.caravan.local.athena.execution.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Recognises what kind of statement a text is, and refuses what is none before it becomes a query execution. */
final class Statements {
    /** Athena's limit. */
    private static final int MAX_BYTES = 262_144;

    /** Longer than the engine takes to come up, shorter than a client waits for an answer. */
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(25);

    /** What is known at once; everything else a query may fail with shows when it runs. */
    private static final Set<String> REFUSED_AT_ONCE = Set.of("SYNTAX_ERROR", "NOT_SUPPORTED");

    private final DdlStatements ddl;
    private final QueryEngine engine;
    private final Clock clock;

    Statements(DdlStatements ddl, QueryEngine engine, Clock clock) {
        this.ddl = ddl;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * @throws dev.caravan.local.protocol.AwsError InvalidRequestException if it is no statement, or one that is not
     *     supported
     */
    Statement of(String sql) {
        if (sql.isBlank() || sql.length() > MAX_BYTES) {
            throw Refusals.invalidRequest("QueryString must have 1 to " + MAX_BYTES + " bytes");
        }
        try {
            return ddl.find(sql).orElseGet(() -> query(sql));
        } catch (DdlRefused e) {
            throw Refusals.invalidRequest(e.getMessage());
        }
    }

    private Statement query(String sql) {
        try {
            engine.check("check-" + UUID.randomUUID(), sql, CHECK_LIMIT);
        } catch (StatementFailed e) {
            if (REFUSED_AT_ONCE.contains(e.failure().code())) {
                throw Refusals.invalidRequest(e.failure().message());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.invalidRequest("The service ends");
        }
        return new EngineStatement(engine, clock);
    }
}
