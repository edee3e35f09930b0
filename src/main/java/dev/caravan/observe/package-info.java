/**
 * What a person or a platform sees of a running Caravan from outside: the start-up screen, the log, health and metrics.
 *
 * <p>Nothing here changes what is delivered. Secrets are never shown. Metrics take {@link dev.caravan.measure.Measures},
 * or ask sources when somebody scrapes; their labels are routes, sources, sinks and reasons, which are few.
 */
package dev.caravan.observe;
