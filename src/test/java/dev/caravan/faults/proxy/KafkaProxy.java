package dev.caravan.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Stands in front of one Kafka broker without TLS, at the port that the broker advertises, and lets rules decide what
 * becomes of each request: by its API, so that a commit's reply can be lost and a fetch's is not.
 */
public final class KafkaProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;

    private final ServerSocket server;
    private final InetSocketAddress broker;
    private final List<KafkaRule> rules = new CopyOnWriteArrayList<>();
    private final Set<KafkaConnection> connections = ConcurrentHashMap.newKeySet();

    private KafkaProxy(ServerSocket server, InetSocketAddress broker) {
        this.server = server;
        this.broker = broker;
    }

    /** @param listenPort on 127.0.0.1: what the broker advertises */
    public static KafkaProxy start(int listenPort, int brokerPort) throws IOException {
        ServerSocket server = new ServerSocket(listenPort, 128, InetAddress.getLoopbackAddress());
        KafkaProxy proxy = new KafkaProxy(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
        Thread acceptor = new Thread(proxy::accept, "kafka-proxy-acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        return proxy;
    }

    /** Where clients connect, on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** The request waits at the door: the broker does nothing until {@link Hold#release()}. */
    public KafkaRule hold(Predicate<KafkaRequest> which, Hold hold) {
        return add(KafkaRule.Place.BEFORE_REQUEST, which, Optional.of(hold));
    }

    /** The broker has done what it was asked, and its reply waits until {@link Hold#release()}. */
    public KafkaRule holdReply(Predicate<KafkaRequest> which, Hold hold) {
        return add(KafkaRule.Place.BEFORE_REPLY, which, Optional.of(hold));
    }

    /** The broker does what it was asked, and the client is never told: the connection closes. */
    public KafkaRule loseReply(Predicate<KafkaRequest> which) {
        return add(KafkaRule.Place.INSTEAD_OF_REPLY, which, Optional.empty());
    }

    /** Removes all rules. What is held already stays held. */
    public void clear() {
        rules.clear();
    }

    private KafkaRule add(KafkaRule.Place place, Predicate<KafkaRequest> which, Optional<Hold> hold) {
        KafkaRule rule = new KafkaRule(place, which, hold, rules::remove);
        rules.add(rule);
        return rule;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException("The proxy in front of " + broker + " cannot listen any longer", e);
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket target = new Socket();
        try {
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            target.connect(broker, CONNECT_MILLIS);
        } catch (IOException away) {
            // The client learns it as a closed connection: its own had been made.
            client.close();
            target.close();
            return;
        }
        KafkaConnection connection = new KafkaConnection(client, target, this::ruleFor, connections::remove);
        connections.add(connection);
        connection.start();
    }

    private Optional<KafkaRule> ruleFor(KafkaRequest request) {
        return rules.stream().filter(rule -> rule.chooses(request)).findFirst();
    }

    /** Ends all connections; what is held is dropped. */
    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(KafkaConnection::close);
    }
}
