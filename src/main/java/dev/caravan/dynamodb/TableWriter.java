package dev.caravan.dynamodb;

import dev.caravan.failure.Abandonment;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/** Turns the writes of one batch, each key once, into calls that may run side by side. */
interface TableWriter {

    List<Callable<CallOutcome>> calls(Collection<ItemWrite> writes, Abandonment abandonment);
}
