/**
 * One run of a report, from its claim in the ledger to the last recipient's mail, and which runs are due. Knows Athena, the
 * ledger and the mail, and no Camel: routes and commands drive it.
 *
 * <p>A run is done by whoever claims its mails; who finds them claimed by another stands back. Everything a run does before
 * the first mail can be repeated: the query has a token made of report, fire time, statement and parameters, so that a
 * second process, or the same one after a restart, waits for the same query.
 */
package dev.caravan.report.run;
