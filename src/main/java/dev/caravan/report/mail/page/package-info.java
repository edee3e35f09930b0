/**
 * The two texts of a mail: HTML that mail programs can show (tables, inline styles, no script, nothing loaded from
 * elsewhere) and plain text with the same numbers. Every value of the data goes through the templates' escaping.
 */
package dev.caravan.report.mail.page;
