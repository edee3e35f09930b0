/**
 * What routes use outside of this process: streams, topics, tables, buckets, crawlers. Read off the endpoints of routes
 * that are made but not started, so that it is what they will use, placeholders and defaults included; nothing is asked.
 */
package dev.caravan.usage;
