/** What happened lately, in counters and short lists of fixed size, taken from {@link dev.caravan.measure.Measures}. */
package dev.caravan.page.activity;
