/**
 * What kind of failure it is, as a type: retryable in place, permanent for the sink, or given up because somebody else
 * owns the work now. What is none of these is unclassified. Whether to retry is never read from a message.
 */
package dev.caravan.failure;
