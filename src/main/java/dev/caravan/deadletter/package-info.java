/**
 * Records that cannot be delivered for their content: the envelope that keeps each with its reason and its whole
 * original bytes, and the objects these envelopes lie in. A position may be acknowledged only after its record is in the
 * sink or here.
 */
package dev.caravan.deadletter;
