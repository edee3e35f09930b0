package dev.caravan.local.child.trino.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the child asks of the catalog while it analyses a query. Names are lower case. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CatalogQuestion.Databases.class, name = "databases"),
    @JsonSubTypes.Type(value = CatalogQuestion.Tables.class, name = "tables"),
    @JsonSubTypes.Type(value = CatalogQuestion.Table.class, name = "table"),
    @JsonSubTypes.Type(value = CatalogQuestion.Partitions.class, name = "partitions")
})
public sealed interface CatalogQuestion {
    /** All databases; answered by an array of names. */
    record Databases() implements CatalogQuestion {}

    /** All tables of a database; answered by an array of names, empty when there is no such database. */
    record Tables(String database) implements CatalogQuestion {}

    /** One table; answered by a {@link TableDefinition} or null. */
    record Table(String database, String name) implements CatalogQuestion {}

    /** All partitions of a table; answered by an array of {@link PartitionDefinition}. */
    record Partitions(String database, String table) implements CatalogQuestion {}
}
