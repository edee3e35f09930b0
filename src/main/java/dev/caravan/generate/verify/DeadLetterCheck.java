package dev.caravan.generate.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.generate.profile.BadKind;
import dev.caravan.generate.truth.Totals;
import dev.caravan.generate.verify.VerifyTargets.DeadLetterPlace;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Counts the dead letters by route and reason, and looks whether each holds the bytes that it says it holds. */
final class DeadLetterCheck {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_SHOWN = 20;

    private final Counts expected = new Counts();
    private final Counts found = new Counts();
    private final List<String> damaged = new ArrayList<>();
    private long uncertain;

    /** What a route that validates must have rejected. */
    void expectValidated(String route, Totals totals) {
        totals.bad().forEach((kind, count) -> expected.add(route + " " + kind, count));
        uncertain += totals.uncertain();
    }

    /** What a route without validation must have rejected: what it cannot parse. */
    void expectUnvalidated(String route, Totals totals) {
        totals.bad().forEach((kind, count) -> {
            if (!BadKind.of(kind).orElseThrow().parses()) {
                expected.add(route + " " + kind, count);
            }
        });
        uncertain += totals.uncertain();
    }

    Check run(String name, StoredObjects objects, DeadLetterPlace place) {
        objects.forEachLine(place.bucket(), place.prefix(), this::read);
        List<String> lines = new ArrayList<>();
        expected.differences(found, uncertain).lines().forEach(lines::add);
        damaged.stream().limit(MAX_SHOWN).forEach(lines::add);
        return new Check(
                name,
                expected.sum() + " in " + expected.size(),
                found.sum() + " in " + found.size(),
                lines.isEmpty(),
                lines.isEmpty() ? found.toString() : String.join("\n", lines));
    }

    private void read(String key, String line) {
        try {
            JsonNode letter = JSON.readTree(line);
            found.add(
                    letter.path("route").asText("?") + " "
                            + letter.path("reason").asText("?"),
                    1);
            String record = letter.path("record").textValue();
            String expectedHash =
                    record == null ? null : sha256(Base64.getDecoder().decode(record));
            if (!Objects.equals(expectedHash, letter.path("sha256").textValue())) {
                damaged.add(key + ": the SHA-256 is not that of the record at " + letter.path("position"));
            }
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            damaged.add(key + ": not a dead letter: " + broken.getMessage());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
