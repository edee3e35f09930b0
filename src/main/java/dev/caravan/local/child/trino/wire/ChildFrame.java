package dev.caravan.local.child.trino.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the child tells the parent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "frame")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChildFrame.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = ChildFrame.Columns.class, name = "columns"),
    @JsonSubTypes.Type(value = ChildFrame.Rows.class, name = "rows"),
    @JsonSubTypes.Type(value = ChildFrame.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = ChildFrame.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ChildFrame.Ask.class, name = "ask")
})
public sealed interface ChildFrame {
    /** The engine is up. The first frame of a child. */
    record Ready() implements ChildFrame {}

    /** A frame about one query. */
    sealed interface OfQuery extends ChildFrame {
        String query();
    }

    /** The columns of the result, once and before any rows. */
    record Columns(String query, List<ResultColumn> columns) implements OfQuery {}

    /** Some rows, each with one text a column in Athena's form; null is NULL. */
    record Rows(String query, List<List<String>> rows) implements OfQuery {}

    /** The query ended well; the last frame about it. */
    record Finished(String query, QueryStatistics statistics) implements OfQuery {}

    /** The query ended badly; the last frame about it. */
    record Failed(String query, QueryFailure failure) implements OfQuery {}

    /** A question that needs a {@link ParentFrame.Answer} of the same number. */
    record Ask(long number, CatalogQuestion question) implements ChildFrame {}
}
