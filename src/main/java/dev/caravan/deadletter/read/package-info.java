/**
 * Reading dead letters back from S3: which there are, by source, reason, route and time, one at a time in constant
 * memory, each with an id that stays the same. Nothing here writes.
 */
package dev.caravan.deadletter.read;
