/** What tests share: real embedded services, started once a JVM and only when a test asks, and looks at the system. */
package dev.caravan.testing;
