/**
 * The {@code dynamodb-batch:} sink: records as items, written by key, again and again with the same outcome. Within a
 * batch the last position of a key wins; two calls that hold one key of one table are never in flight together, whatever routes or
 * steps of the process make them.
 */
package dev.caravan.dynamodb;
