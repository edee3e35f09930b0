/**
 * A report's chart as a picture: the numbers are gathered while rows stream by, in bounded memory, and drawn without a
 * display and without any font of the machine: the one that is drawn with comes along.
 */
package dev.caravan.report.mail.chart;
