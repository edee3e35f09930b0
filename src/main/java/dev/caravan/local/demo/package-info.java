/**
 * The demo: embedded services, the shipped routes and settings as they are, generated records, crawlers, queries, and a
 * verdict that compares what arrived with what was sent.
 */
package dev.caravan.local.demo;
