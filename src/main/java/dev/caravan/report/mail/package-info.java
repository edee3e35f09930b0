/**
 * What a report's mail looks like and how it is sent. Nothing of an exchange gets into a mail: everything comes from the
 * report's own settings and the rows of its query, and values of rows reach a reader as text, whatever they look like.
 *
 * <p>A {@link dev.caravan.report.mail.Composer} reads the rows once, in constant memory, and leaves files beside it; a
 * {@link dev.caravan.report.mail.Letter} of it goes to one recipient; a {@link dev.caravan.report.mail.Mailer} makes one
 * attempt to send it and says as a type what came of it.
 */
package dev.caravan.report.mail;
