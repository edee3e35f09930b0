/**
 * The {@code dynamodb-batch:} sink: records as items, written by key, again and again with the same outcome. Within a
 * batch the last position of a key wins; two calls that hold one key are never in flight together.
 */
package dev.caravan.dynamodb;
