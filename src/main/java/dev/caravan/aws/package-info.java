/**
 * The one place that knows AWS SDK clients: how they are built, and what their failures mean.
 *
 * <p>Nothing else in the product builds a client or reads an SDK exception's status and codes.
 */
package dev.caravan.aws;
