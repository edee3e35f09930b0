/** What Glue and Athena hold: databases, crawlers and work groups, made, changed and removed. */
package dev.caravan.provision.catalog;
