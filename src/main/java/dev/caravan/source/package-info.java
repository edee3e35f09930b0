/**
 * What both batch sources share on Camel's side: endpoint options, one exchange per batch, delivery with retries in
 * place, dead letters before the acknowledgement, the fingerprint of a route, health.
 */
package dev.caravan.source;
