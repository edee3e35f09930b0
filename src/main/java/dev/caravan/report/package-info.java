/** Athena's results for people: a query, its rows as they stream, and how they are printed. */
package dev.caravan.report;
