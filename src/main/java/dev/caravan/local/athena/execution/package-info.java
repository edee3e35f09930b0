/**
 * Query executions: queued, running, and what became of them. Each moves through Athena's states once and then stays as
 * it is.
 */
package dev.caravan.local.athena.execution;
