package dev.caravan.deadletter.replay;

import dev.caravan.record.SourceRecord;
import dev.caravan.send.SendOutcome;
import java.util.List;

/** A topic or stream that records go back to. For one thread. */
interface ReplayTarget extends AutoCloseable {

    /** {@code topic NAME} or {@code stream NAME}, as in messages and in the ledger. */
    String label();

    /** The name alone. */
    String name();

    /** False if a record's mark is lost on the way, so that the ledger must keep it. */
    boolean keepsHeaders();

    /** Sends key, value and headers of each and says of each what became of it, in their order. */
    List<SendOutcome> send(List<SourceRecord> records);

    @Override
    void close();
}
