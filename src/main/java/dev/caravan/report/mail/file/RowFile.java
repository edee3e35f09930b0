package dev.caravan.report.mail.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file that takes an answer's rows one by one; whole when it is closed. */
public interface RowFile extends AutoCloseable {

    /** @param row a null cell is SQL's NULL */
    void add(List<String> row) throws IOException;

    /** Ends the file. */
    @Override
    void close() throws IOException;

    /** Where it is. */
    Path path();

    /** Such as {@code text/csv; charset=UTF-8}. */
    String contentType();
}
