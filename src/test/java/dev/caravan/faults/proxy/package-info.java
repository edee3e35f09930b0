/**
 * Relays on 127.0.0.1 that put faults between a client and a real service.
 *
 * <p>{@link dev.caravan.faults.proxy.HttpProxy} knows AWS's operations and lets rules decide what becomes of a request:
 * an error in AWS's own shape, an answer that is lost, late, cut or changed.
 * {@link dev.caravan.faults.proxy.TcpProxy} knows bytes only: it is slow, silent, broken off or away. Without a fault
 * both pass every byte unchanged and in order. Neither ever repeats a request by itself.
 */
package dev.caravan.faults.proxy;
