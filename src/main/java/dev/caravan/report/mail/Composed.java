package dev.caravan.report.mail;

import dev.caravan.report.QueryResult;
import java.util.List;

/** A report's mail, ready for any number of recipients. Closing deletes its files. */
public interface Composed extends AutoCloseable {

    /** Rows of the answer, as far as they were read. */
    long rows();

    /** Whether the answer had more rows than the report takes. */
    boolean truncated();

    /** Columns of the answer. */
    List<QueryResult.Column> columns();

    /** The first rows, as many as the mail itself may show; a null cell is SQL's NULL. */
    List<List<String>> topRows();

    /**
     * The mail for one recipient, dated now.
     *
     * @param messageId with its angle brackets; the same for every attempt to send this report's window to this recipient
     * @throws IllegalArgumentException if the recipient is not one address, or the id none
     */
    Letter letter(String recipient, String messageId);

    @Override
    void close();
}
