package dev.caravan.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Callback;

/**
 * What producers and nemesis did, as lines of JSON in the order of their happening: {@code invoke}, then {@code ok} with
 * the position, {@code fail}, or {@code unknown} (no answer: it may be there), and every fault.
 */
final class History implements AutoCloseable {

    private enum Outcome {
        OK,
        FAIL,
        UNKNOWN
    }

    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Writer file;
    private final long begin = System.nanoTime();

    History(Path path) throws IOException {
        this.file = Files.newBufferedWriter(path);
    }

    void invoke(String source, String id) {
        outcomes.put(id, Outcome.UNKNOWN);
        line("\"op\":\"invoke\",\"source\":\"" + source + "\",\"id\":\"" + id + "\"");
    }

    /** Writes that a record is sent to Kafka now; the answer goes to the callback. */
    Callback sending(String topic, String id) {
        invoke(topic, id);
        return (metadata, failure) -> {
            if (failure == null) {
                ok(id, metadata.partition() + "@" + metadata.offset());
            } else {
                unknown(id, failure.toString());
            }
        };
    }

    void ok(String id, String position) {
        outcomes.put(id, Outcome.OK);
        line("\"op\":\"ok\",\"id\":\"" + id + "\",\"position\":\"" + position + "\"");
    }

    void fail(String id, String why) {
        outcomes.put(id, Outcome.FAIL);
        line("\"op\":\"fail\",\"id\":\"" + id + "\",\"why\":\"" + why.replace('"', '\'') + "\"");
    }

    void unknown(String id, String why) {
        line("\"op\":\"unknown\",\"id\":\"" + id + "\",\"why\":\"" + why.replace('"', '\'') + "\"");
    }

    void fault(String what) {
        line("\"op\":\"fault\",\"what\":\"" + what.replace('"', '\'') + "\"");
    }

    Set<String> acknowledged() {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() == Outcome.OK)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private synchronized void line(String fields) {
        try {
            file.write("{\"millis\":" + (System.nanoTime() - begin) / 1_000_000 + "," + fields + "}\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
