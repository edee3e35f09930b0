package dev.caravan.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Events of the last three hours with ids of their own; every hundredth is not JSON, but {@code broken ID}. */
final class Events implements Workload {

    private static final String[] ACTIONS = {"click", "view", "purchase", "login", "logout"};
    private static final int BAD_EVERY = 100;

    private final String name;
    private final Random random;
    private final Instant newest = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int made;

    Events(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    @Override
    public Made next() {
        String id = name + "-" + made++;
        String user = "user-" + random.nextInt(50);
        String action = ACTIONS[random.nextInt(ACTIONS.length)];
        Instant time = newest.minusSeconds(random.nextInt(3 * 3600));
        byte[] bytes = made % BAD_EVERY == 0
                ? ("broken " + id).getBytes(StandardCharsets.UTF_8)
                : new Event(id, user, action, time.toString()).bytes();
        return new Made(id, bytes);
    }
}
