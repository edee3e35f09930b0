/**
 * What sources, deliveries, sinks and SDK clients report about their work, as an interface that knows no metrics library:
 * {@link dev.caravan.measure.Measures}. Each report covers a batch or a call, never a record.
 */
package dev.caravan.measure;
