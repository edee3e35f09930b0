/**
 * {@code plan}, {@code setup} and {@code teardown}: what a deployment wants beside what is there. Made is what is missing,
 * changed and deleted is only what carries the deployment's tag or stands in its ledger; whatever happens to one resource,
 * the others have their turn.
 */
package dev.caravan.provision;
