package dev.caravan.provision.resource;

/**
 * What {@code setup} makes only if it is asked for. The ledger keeps it as long as it is there, so that {@code teardown}
 * looks for it without being told, and otherwise asks nothing of a service that a deployment may not have.
 */
public sealed interface OnRequest extends Resource permits ChartSource, ChartData, Chart {}
