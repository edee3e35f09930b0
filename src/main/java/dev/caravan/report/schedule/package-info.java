/**
 * When a report is due: five-field cron expressions in a time zone, and what becomes of times at which nobody ran. Knows
 * no clock and no service.
 */
package dev.caravan.report.schedule;
