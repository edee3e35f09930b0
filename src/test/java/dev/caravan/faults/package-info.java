/**
 * Faults against the packaged product: a run starts it as a child process on its own topics, stream, table and bucket,
 * loads both pipelines while a fault is injected, and a checker compares what the sources hold with what the sinks hold.
 * Checker and readers share no code with sources, sinks or the {@code verify} command.
 */
package dev.caravan.faults;
