/** A mail server inside this JVM, on loopback, that keeps what it receives in memory and delivers nothing. */
package dev.caravan.local.mail;
