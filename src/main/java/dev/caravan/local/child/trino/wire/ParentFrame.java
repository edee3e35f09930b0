package dev.caravan.local.child.trino.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/** What the parent tells the child. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "frame")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ParentFrame.Check.class, name = "check"),
    @JsonSubTypes.Type(value = ParentFrame.Run.class, name = "run"),
    @JsonSubTypes.Type(value = ParentFrame.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = ParentFrame.Proceed.class, name = "proceed"),
    @JsonSubTypes.Type(value = ParentFrame.Answer.class, name = "answer")
})
public sealed interface ParentFrame {
    /** Pages of rows that a query may have sent without a {@link Proceed} for them. */
    int PAGES_IN_FLIGHT = 4;

    /**
     * Parse a statement; answered by {@link ChildFrame.Finished} or {@link ChildFrame.Failed}.
     *
     * @param query the id that the answer carries
     */
    record Check(String query, String sql) implements ParentFrame {
        public Check {
            Objects.requireNonNull(query, "query");
            Objects.requireNonNull(sql, "sql");
        }
    }

    /**
     * Start a query.
     *
     * @param query the id that everything about this query carries
     * @param database for names without one; null for none
     * @param parameters SQL expressions for the question marks, in order
     * @param startMillis what now() is in the query, epoch milliseconds
     * @param maxScannedBytes that the query may read from objects; null for no limit
     */
    record Run(
            String query, String sql, String database, List<String> parameters, long startMillis, Long maxScannedBytes)
            implements ParentFrame {
        public Run {
            Objects.requireNonNull(query, "query");
            Objects.requireNonNull(sql, "sql");
            parameters = List.copyOf(parameters);
        }
    }

    /** Give a query up; nothing more about it is awaited. */
    record Cancel(String query) implements ParentFrame {}

    /** One page of rows has been taken: one more may be sent. */
    record Proceed(String query) implements ParentFrame {}

    /**
     * The answer to {@link ChildFrame.Ask}.
     *
     * @param value of the shape that the question names; JSON null for "there is none"
     * @param error why there is no answer; null when there is one
     */
    record Answer(long question, JsonNode value, String error) implements ParentFrame {}
}
