/**
 * The one place that builds AWS SDK clients, and the one place that says whether an SDK failure is worth a retry.
 *
 * <p>Every client has a region, time-outs and, where one is set, an endpoint. Credentials come from AWS's default chain,
 * or are handed over by the embedded services; never from a property.
 */
package dev.caravan.aws;
