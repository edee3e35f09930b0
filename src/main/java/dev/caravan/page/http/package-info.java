/**
 * How the page is served: its files, its feed, and the rules for every answer. A page of another origin can neither read
 * an answer nor cause anything.
 */
package dev.caravan.page.http;
