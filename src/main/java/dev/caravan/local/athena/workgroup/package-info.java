/** Athena's work groups: where results go and how much a query may read. Kept in one file. */
package dev.caravan.local.athena.workgroup;
