package dev.caravan.local.protocol;

import java.time.Duration;

/**
 * What a request may cost before it is refused.
 *
 * @param maxBodyBytes how large a body may be; a larger one is answered with 413
 * @param bodyTimeout how long it may take to arrive; a later one is answered with 408
 */
record Limits(int maxBodyBytes, Duration bodyTimeout) {

    /** Above the largest request of these services (5 MiB of records, in Base64). */
    static final Limits DEFAULT = new Limits(12 << 20, Duration.ofSeconds(30));
}
