package dev.caravan.generate.sequence;

import dev.caravan.generate.profile.TargetKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * What makes one run's records: the same key gives the same bytes, another key gives other event ids.
 *
 * @param profile the profile's name
 * @param kind the target's kind: both targets of one profile get records of their own
 * @param seed the profile's seed
 * @param start the run's start, whole seconds
 */
public record RunKey(String profile, TargetKind kind, long seed, Instant start) {
    public RunKey {
        if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("a run starts at a whole second, not at " + start);
        }
    }

    /** Names the run: 16 hex digits. */
    public String runId() {
        return HexFormat.of().formatHex(digest(), 0, 8);
    }

    Randomness randomness() {
        return new Randomness(digest());
    }

    private byte[] digest() {
        String identity = String.join("\n", profile, kind.code(), Long.toString(seed), start.toString());
        try {
            return MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
