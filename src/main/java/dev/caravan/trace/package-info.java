/**
 * A span of OpenTelemetry for each batch, for those who want one: nothing of this package is loaded otherwise.
 *
 * <p>Spans are told by {@link dev.caravan.measure.Measures} and change nothing of a delivery. They wait in a bounded queue
 * and are sent by a thread of their own; where nobody takes them they are dropped and counted.
 */
package dev.caravan.trace;
