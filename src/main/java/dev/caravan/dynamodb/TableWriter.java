package dev.caravan.dynamodb;

import dev.caravan.failure.Abandonment;
import dev.caravan.record.BatchRecord;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/** Turns the writes of one batch, each key once, into calls that may run side by side. */
interface TableWriter {

    /** Each call returns the records that were refused because the table holds a newer version. */
    List<Callable<List<BatchRecord>>> calls(Collection<ItemWrite> writes, Abandonment abandonment);
}
