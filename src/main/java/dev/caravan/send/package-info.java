/**
 * Sending single records to a stream or topic, outside of any batch, and what became of each: in, refused, not sent, or
 * not known. Whoever sends decides what to do about the last one: sending again may double a record.
 */
package dev.caravan.send;
