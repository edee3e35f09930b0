package dev.caravan.page.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.failure.PermanentException;
import dev.caravan.page.http.Answers;
import dev.caravan.page.http.OwnRequests;
import dev.caravan.page.http.PagePart;
import dev.caravan.page.http.TellableException;
import dev.caravan.page.http.Works;
import dev.caravan.report.AthenaQueries;
import dev.caravan.report.QueryFailedException;
import dev.caravan.report.QueryResult;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** {@code POST query}: runs a statement that only reads; it is cancelled on Athena when its reader goes. */
public final class QueryPart implements PagePart {

    private static final int ROWS = 1_000;
    /** Of all cells together: a browser shows no more. */
    private static final long CHARACTERS = 4L << 20;

    private final AthenaQueries queries;
    private final AthenaClient athena;
    private final Works works = new Works("caravan-page-query", 2);

    public QueryPart(AthenaQueries queries, AthenaClient athena) {
        this.queries = requireNonNull(queries, "queries");
        this.athena = requireNonNull(athena, "athena");
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public void mount(Router router) {
        OwnRequests.post(router, "/page/api/query", this::query);
    }

    private void query(RoutingContext request) {
        ReadOnlyStatement statement;
        try {
            statement = ReadOnlyStatement.of(new JsonMapper()
                    .readTree(request.body().asString())
                    .path("sql")
                    .asText(""));
        } catch (JsonProcessingException | TellableException e) {
            Answers.refuse(request, 400, e.getMessage());
            return;
        }
        works.whileWaited(request, tell -> run(statement, tell));
    }

    private void run(ReadOnlyStatement statement, Consumer<Object> tell) {
        long begin = System.nanoTime();
        try {
            QueryResult result = queries.run(statement.sql());
            tell.accept(answer(result, begin));
        } catch (QueryFailedException e) {
            throw new TellableException(e.getMessage(), e);
        } catch (PermanentException e) {
            throw e.getCause() instanceof InvalidRequestException refused && refused.awsErrorDetails() != null
                    ? new TellableException(
                            "Athena refused it: " + refused.awsErrorDetails().errorMessage(), e)
                    : e;
        }
    }

    private QueryAnswer answer(QueryResult result, long begin) {
        List<List<String>> rows = new ArrayList<>();
        long characters = 0;
        while (rows.size() < ROWS && characters < CHARACTERS && result.rows().hasNext()) {
            List<String> row = result.rows().next();
            characters += row.stream()
                    .mapToLong(cell -> cell == null ? 0 : cell.length())
                    .sum();
            rows.add(row);
        }
        boolean complete = !result.rows().hasNext();
        return new QueryAnswer(
                result.columns().stream()
                        .map(column -> new QueryAnswer.Column(column.name(), column.type(), column.isNumber()))
                        .toList(),
                rows,
                complete,
                scanned(result.executionId()),
                (System.nanoTime() - begin) / 1_000_000);
    }

    private long scanned(String id) {
        Long bytes = athena.getQueryExecution(asked -> asked.queryExecutionId(id))
                .queryExecution()
                .statistics()
                .dataScannedInBytes();
        return bytes == null ? 0 : bytes;
    }

    @Override
    public void close() {
        works.close();
    }
}
