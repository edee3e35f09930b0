package dev.caravan.report;

import java.io.PrintWriter;

/** A way to print an answer. */
@FunctionalInterface
public interface QueryFormat {

    /** Prints all rows; does not close the writer. */
    void print(QueryResult result, PrintWriter out);
}
