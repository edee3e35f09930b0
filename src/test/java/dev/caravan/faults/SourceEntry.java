package dev.caravan.faults;

import java.util.Optional;

/**
 * One record as its topic or stream holds it: what has to be delivered once.
 *
 * @param position offset, or sequence number
 */
record SourceEntry(String partition, String position, byte[] bytes) {

    Optional<Event> event() {
        return Event.parse(bytes);
    }
}
