package dev.caravan.page.mail;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names for what a frame may fetch once within a minute: a frame can show no token, and whoever asked for the ticket has.
 * Thread-safe; at most 32 are open.
 */
final class Tickets {

    private static final Duration VALID = Duration.ofMinutes(1);
    private static final int OPEN = 32;
    private static final int BYTES = 24;

    private record Kept(String content, Instant until) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Kept> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > OPEN;
        }
    };

    Tickets(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    synchronized String of(String content) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(ticket, new Kept(content, clock.instant().plus(VALID)));
        return ticket;
    }

    /** Once. */
    synchronized Optional<String> take(String ticket) {
        return Optional.ofNullable(open.remove(ticket))
                .filter(kept -> kept.until().isAfter(clock.instant()))
                .map(Kept::content);
    }
}
