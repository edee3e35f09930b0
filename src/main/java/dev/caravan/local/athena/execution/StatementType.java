package dev.caravan.local.athena.execution;

/** Athena's kinds of statements, by their names on the wire. */
public enum StatementType {
    /** Defines databases, tables, partitions. */
    DDL,
    /** Queries. */
    DML,
    /** Tells about definitions. */
    UTILITY
}
