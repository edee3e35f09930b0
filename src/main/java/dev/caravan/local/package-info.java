/**
 * All embedded services as one: started side by side on loopback, with one key pair and one data directory, and stopped
 * together. What the {@code local} and {@code demo} commands and whole-system tests stand on. Only in
 * caravan-local.jar.
 */
package dev.caravan.local;
