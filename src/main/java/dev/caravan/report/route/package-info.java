/**
 * {@code report:NAME} as the source of a route: runs the report at its times, and hands the steps what came of each run.
 * What such routes share is a {@link dev.caravan.report.run.ReportDesk} in the context's registry.
 */
package dev.caravan.report.route;
