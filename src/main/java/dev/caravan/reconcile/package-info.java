/**
 * Proof that nothing is missing between source and lake, from what the objects say of themselves: start, end and previous
 * end of their batches, and how many records were read, written, rejected and filtered.
 *
 * <p>Objects are collected by {@link dev.caravan.reconcile.Reconciliation}, which knows no S3; a partition's batches in
 * one lake are a chain, and each chain is swept once from its first position to its last. Only what the chain rules out is
 * called complete: what it cannot show is a finding of its own, {@link dev.caravan.reconcile.FindingKind#UNPROVEN}. What
 * no object can tell is whether there was another batch behind the last one.
 */
package dev.caravan.reconcile;
