/**
 * Faults against the packaged product: a run starts it as a child process on its own topics, stream, table and bucket,
 * loads both pipelines while a fault is injected, and a checker compares what the sources hold with what the sinks hold.
 * Checker and readers share no code with sources, sinks or the {@code verify} command.
 *
 * <p>F9 and F21 need root, F9 {@code ip} and {@code iptables-legacy} as well (Debian: iproute2, iptables), F20 gcc. Where
 * one of them is missing the run fails and says so.
 */
package dev.caravan.faults;
