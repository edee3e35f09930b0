/**
 * The page on which an operator sees within seconds whether data flows and what is wrong: files without a build step, a
 * snapshot a second while somebody looks, and a few deeds that ask before they are done.
 *
 * <p>It is served by the management port and needs nothing of the internet. Looking changes nothing that is delivered, and
 * costs nothing while nobody looks but a few counters.
 */
package dev.caravan.page;
