/**
 * The files with all rows of a report, written while the rows stream by, in constant memory. Whatever a cell holds, no
 * program that opens the file takes it for a formula.
 */
package dev.caravan.report.mail.file;
