/**
 * Sending dead letters back to where they came from. Before a record is sent it is claimed in a ledger, an object that
 * only one claim can create, and afterwards its outcome is written beside the claim: so no record is replayed twice
 * unless somebody asks for it, and a crash in between is seen. A record that comes back says how often it did: in its
 * headers (Kafka), or by its new position in the ledger (Kinesis, which has no headers).
 */
package dev.caravan.deadletter.replay;
