/** Tests that start the packaged jars as processes, as users do; they run after the packaging (failsafe). */
package dev.caravan.packaged;
