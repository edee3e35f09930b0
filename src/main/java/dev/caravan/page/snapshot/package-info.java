/**
 * What the page shows at one moment, as records, and the sentence above all of it. Asks the process only; no service is
 * called.
 */
package dev.caravan.page.snapshot;
