package dev.caravan.local.child.trino;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.local.child.trino.lake.LakeCatalog;
import dev.caravan.local.child.trino.wire.CatalogQuestion;
import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.Frames;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Asks the parent for what the catalog holds. Each query gets a view of its own that asks each question once. */
final class CatalogClient {
    private static final long SECONDS_TO_ANSWER = 60;

    private final FrameOutput frames;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final Map<String, LakeCatalog> views = new ConcurrentHashMap<>();

    CatalogClient(FrameOutput frames) {
        this.frames = frames;
    }

    /** The view of one query, by the engine's id of it. */
    LakeCatalog of(String engineQuery) {
        return views.computeIfAbsent(engineQuery, id -> new View());
    }

    /** Forgets the view of a query that has ended. */
    void forget(String engineQuery) {
        views.remove(engineQuery);
    }

    void answered(ParentFrame.Answer answer) {
        CompletableFuture<JsonNode> waiting = open.remove(answer.question());
        if (waiting == null) {
            return; // nobody waits any more: the question took too long
        }
        if (answer.error() != null) {
            waiting.completeExceptionally(
                    new TrinoException(StandardErrorCode.GENERIC_INTERNAL_ERROR, "The catalog: " + answer.error()));
        } else {
            waiting.complete(answer.value());
        }
    }

    private <T> T ask(CatalogQuestion question, Class<T> type) {
        long number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(number, answer);
        try {
            frames.send(new ChildFrame.Ask(number, question));
            return Frames.value(answer.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS), type);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TrinoException failure ? failure : failed(question, e);
        } catch (TimeoutException | IOException e) {
            throw failed(question, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(question, e);
        } finally {
            open.remove(number);
        }
    }

    private static TrinoException failed(CatalogQuestion question, Exception cause) {
        return new TrinoException(
                StandardErrorCode.GENERIC_INTERNAL_ERROR,
                "The catalog did not answer " + question + ": " + cause,
                cause);
    }

    private final class View implements LakeCatalog {
        private final Map<CatalogQuestion, Object> answers = new ConcurrentHashMap<>();

        @Override
        public List<String> databases() {
            return List.of(once(new CatalogQuestion.Databases(), String[].class));
        }

        @Override
        public List<String> tables(String database) {
            return List.of(once(new CatalogQuestion.Tables(database), String[].class));
        }

        @Override
        public Optional<TableDefinition> table(String database, String name) {
            CatalogQuestion question = new CatalogQuestion.Table(database, name);
            Object answer =
                    answers.computeIfAbsent(question, asked -> Optional.ofNullable(ask(asked, TableDefinition.class)));
            return ((Optional<?>) answer).map(TableDefinition.class::cast);
        }

        @Override
        public List<PartitionDefinition> partitions(TableDefinition table) {
            return List.of(
                    once(new CatalogQuestion.Partitions(table.database(), table.name()), PartitionDefinition[].class));
        }

        private <T> T once(CatalogQuestion question, Class<T> type) {
            return type.cast(answers.computeIfAbsent(question, asked -> ask(asked, type)));
        }
    }
}
