package dev.caravan.local.athena.ddl;

/** A table as a statement names it; the database is null if it names none. */
record TableName(String database, String table) {
    /** With the query's own database if the statement names none. */
    TableName in(String defaultDatabase) {
        return database == null ? new TableName(defaultDatabase, table) : this;
    }

    @Override
    public String toString() {
        return database == null ? table : database + "." + table;
    }
}
