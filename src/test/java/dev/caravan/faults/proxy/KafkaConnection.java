package dev.caravan.faults.proxy;

import dev.caravan.faults.proxy.KafkaRule.Place;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client's connection to a broker, taken apart into requests and replies; each direction has a thread. */
final class KafkaConnection {

    private final Socket client;
    private final Socket broker;
    private final Function<KafkaRequest, Optional<KafkaRule>> rules;
    private final Consumer<KafkaConnection> whenOver;
    private final Map<Integer, KafkaRule> ruled = new ConcurrentHashMap<>();

    KafkaConnection(
            Socket client,
            Socket broker,
            Function<KafkaRequest, Optional<KafkaRule>> rules,
            Consumer<KafkaConnection> whenOver) {
        this.client = client;
        this.broker = broker;
        this.rules = rules;
        this.whenOver = whenOver;
    }

    void start() {
        start("kafka-proxy-requests", this::passRequests);
        start("kafka-proxy-replies", this::passReplies);
    }

    private interface Direction {
        void pass() throws IOException, InterruptedException;
    }

    private void start(String name, Direction direction) {
        Thread thread = new Thread(
                () -> {
                    try {
                        direction.pass();
                    } catch (EOFException | SocketException over) {
                        // One side has closed: so does the other.
                    } catch (IOException e) {
                        throw new UncheckedIOException("A connection through the Kafka proxy broke", e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        close();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passRequests() throws IOException, InterruptedException {
        DataInputStream from = new DataInputStream(client.getInputStream());
        DataOutputStream to = new DataOutputStream(broker.getOutputStream());
        while (true) {
            byte[] frame = read(from);
            KafkaRequest request = new KafkaRequest(frame);
            Optional<KafkaRule> rule = rules.apply(request);
            if (rule.isPresent()) {
                ruled.put(request.correlationId(), rule.get());
                if (rule.get().isAt(Place.BEFORE_REQUEST)) {
                    rule.get().await();
                }
            }
            write(to, frame);
        }
    }

    private void passReplies() throws IOException, InterruptedException {
        DataInputStream from = new DataInputStream(broker.getInputStream());
        DataOutputStream to = new DataOutputStream(client.getOutputStream());
        while (true) {
            byte[] frame = read(from);
            KafkaRule rule = ruled.remove(ByteBuffer.wrap(frame).getInt(0));
            if (rule != null && rule.isAt(Place.INSTEAD_OF_REPLY)) {
                return;
            }
            if (rule != null && rule.isAt(Place.BEFORE_REPLY)) {
                rule.await();
            }
            write(to, frame);
        }
    }

    private static byte[] read(DataInputStream from) throws IOException {
        byte[] frame = new byte[from.readInt()];
        from.readFully(frame);
        return frame;
    }

    private static void write(DataOutputStream to, byte[] frame) throws IOException {
        // In one piece: two small writes would wait for each other's acknowledgement.
        to.write(ByteBuffer.allocate(Integer.BYTES + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array());
    }

    void close() {
        try (client;
                broker) {
            whenOver.accept(this);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the connection of " + client, e);
        }
    }
}
