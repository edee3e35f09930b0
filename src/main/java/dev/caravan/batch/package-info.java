/**
 * The delivery protocol of one partition, from the first buffered record to the acknowledgement, without Camel and
 * without a client: which records form a batch, what its pin says, what may be acknowledged, and how much may be held.
 *
 * <pre>
 * FILLING -> FROZEN (the end is fixed for good) -> PINNED (durable) -> written -> acknowledged
 * </pre>
 *
 * One batch of a partition is between FROZEN and acknowledged; the next one fills meanwhile. Sources are thin drivers:
 * they feed records, make pins and acknowledgements durable, and hand batches to the route.
 */
package dev.caravan.batch;
