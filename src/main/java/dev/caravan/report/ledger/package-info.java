/**
 * What became of each mail of each report, in one DynamoDB table: a row for each report, fire time and recipient, claimed by
 * conditional writes. Two processes never both go from CLAIMED to SENDING with one row; whoever finds a row in SENDING
 * whose owner is gone makes it UNCERTAIN, and nobody sends it again unasked.
 */
package dev.caravan.report.ledger;
