package dev.caravan.faults;

import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what the sources hold with what the sinks hold; all inputs are read from the services, none is told. */
final class Checker {

    private final Findings findings = new Findings();

    Findings findings() {
        return findings;
    }

    /** A producer's acknowledgement is the service's promise: without it a run says nothing. */
    void acknowledgedAreStored(Set<String> acknowledged, List<SourceEntry> stored) {
        Set<String> ids = new HashSet<>();
        for (SourceEntry entry : stored) {
            ids.add(entry.event().map(Event::id).orElseGet(() -> new String(entry.bytes(), StandardCharsets.UTF_8)
                    .replace("broken ", "")));
        }
        acknowledged.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> findings.lost(1, id + ": acknowledged to the producer, and the source lacks it"));
    }

    /** Every good record of the source is in the lake as often as in the source, unchanged, in its own hour. */
    void lake(String name, List<SourceEntry> source, LakeContent lake) {
        Map<String, Event> sent = new HashMap<>();
        Map<String, Integer> missing = new HashMap<>();
        for (SourceEntry entry : source) {
            entry.event().ifPresent(event -> {
                sent.put(event.id(), event);
                missing.merge(event.id(), 1, Integer::sum);
            });
        }
        findings.corrupt(lake.corrupt(), "objects of " + name);
        for (LakeContent.Line line : lake.lines()) {
            Optional<Event> found = Event.parse(line.text().getBytes(StandardCharsets.UTF_8));
            if (found.isEmpty() || !found.get().equals(sent.get(found.get().id()))) {
                findings.phantom(name + ": " + line.text());
                continue;
            }
            if (!line.folder().equals(found.get().folder())) {
                findings.misplaced(name + ": " + line.text() + " in " + line.folder());
            }
            missing.merge(found.get().id(), -1, Integer::sum);
        }
        missing.forEach((id, count) -> {
            findings.lost(Math.max(0, count), id + " in " + name);
            findings.duplicated(Math.max(0, -count), id + " in " + name);
        });
        findings.delivered +=
                missing.values().stream().mapToInt(count -> count <= 0 ? 1 : 0).sum();
    }

    /** Every good record of the source is an item, unchanged, and every item is one of them. */
    void table(List<SourceEntry> source, Map<String, Event> items) {
        Map<String, Event> sent = new HashMap<>();
        source.forEach(entry -> entry.event().ifPresent(event -> sent.put(event.id(), event)));
        sent.forEach((id, event) -> {
            Event item = items.get(id);
            if (item == null) {
                findings.lost(1, id + " in the table");
            } else if (!item.equals(event)) {
                findings.stale(id + " in the table is " + item);
            }
        });
        items.keySet().stream()
                .filter(id -> !sent.containsKey(id))
                .forEach(id -> findings.phantom(id + " in the table"));
    }

    /** No upload is left half done, which nobody sees and somebody pays. */
    void uploads(String bucket) {
        int open = SharedServices.s3Client()
                .listMultipartUploads(list -> list.bucket(bucket))
                .uploads()
                .size();
        findings.corrupt(open, "uploads left open in " + bucket);
    }

    /** Every bad record of the source is one dead letter, with its bytes, and every dead letter is one of them. */
    void deadLetters(String name, List<SourceEntry> source, List<SourceEntry> deadLetters) {
        Map<String, SourceEntry> bad = new HashMap<>();
        for (SourceEntry entry : source) {
            if (entry.event().isEmpty()) {
                bad.put(entry.partition() + "@" + entry.position(), entry);
            }
        }
        Map<String, Integer> found = new HashMap<>();
        for (SourceEntry letter : deadLetters) {
            String place = letter.partition() + "@" + letter.position();
            found.merge(place, 1, Integer::sum);
            SourceEntry original = bad.get(place);
            if (original == null || !java.util.Arrays.equals(original.bytes(), letter.bytes())) {
                findings.phantom("dead letter of " + name + " at " + place);
            }
        }
        for (String place : bad.keySet()) {
            int count = found.getOrDefault(place, 0);
            findings.lost(count == 0 ? 1 : 0, "dead letter of " + name + " at " + place);
            findings.duplicated(Math.max(0, count - 1), "dead letter of " + name + " at " + place);
            findings.delivered += count > 0 ? 1 : 0;
        }
    }
}
