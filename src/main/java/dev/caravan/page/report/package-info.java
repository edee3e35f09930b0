/** Reports on the page: when they run, and what their last run found. */
package dev.caravan.page.report;
