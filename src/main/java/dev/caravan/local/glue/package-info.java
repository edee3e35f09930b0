/**
 * AWS Glue's API on loopback: the Data Catalog and crawlers, in AWS's JSON 1.1 protocol.
 *
 * <p>Contract: {@link dev.caravan.local.glue.LocalGlue} serves databases, tables, partitions, crawlers and tags to any AWS
 * client that signs with the configured key, with AWS's error names; an operation that is not there is refused by its
 * name, and a member that would be ignored although it changes the result is refused with
 * {@code InvalidInputException}. State outlives a restart on the same directory.
 */
package dev.caravan.local.glue;
