/** How fresh the tables are: what the crawlers of the routes did last. */
package dev.caravan.page.catalogue;
