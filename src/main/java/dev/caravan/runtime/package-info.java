/** Assembles camel-main from settings, routes and clients, and stops it so that the outcome is known. */
package dev.caravan.runtime;
