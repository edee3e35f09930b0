/**
 * The records of one shard in the order of their arrival, in memory or in append-only segment files.
 *
 * <p>A record is found by its index, which counts from 1 without gaps, or by its time of arrival, which never goes
 * back. Reading costs what is read, not what is stored. Old records leave a whole segment at a time. Files are not
 * forced to the disk: what the process has written survives its death, not the machine's; a record that was cut off in
 * the middle is dropped when the log is opened again.
 */
package dev.caravan.local.kinesis.log;
