package dev.caravan.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Stands in front of one AWS service or stand-in, HTTP/1.1 without TLS, and lets rules decide what becomes of each
 * request. A request without a rule passes byte for byte, {@code Host} included: clients sign for the proxy's address,
 * and the service checks what it is sent. One thread and one connection to the service for each connection of a client.
 */
public final class HttpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final InetSocketAddress target;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "http-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private HttpProxy(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /** Starts on a free port of 127.0.0.1. */
    public static HttpProxy start(URI target) throws IOException {
        ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        HttpProxy proxy = new HttpProxy(server, new InetSocketAddress(target.getHost(), target.getPort()));
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    /** Where clients go in place of the service. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Adds a rule for an operation, named as AWS names it. Of the rules that choose a request the first decides. */
    public Rule on(String operation, Action action) {
        return on(request -> request.operation().equals(operation), action);
    }

    /** Adds a rule; the predicate is asked from many threads, and only about requests that no rule before it chose. */
    public Rule on(Predicate<ProxiedRequest> which, Action action) {
        Rule rule = new Rule(which, action, rules::remove);
        rules.add(rule);
        return rule;
    }

    /** Removes all rules. What is held already stays held. */
    public void clear() {
        rules.clear();
    }

    /** How many requests of an operation came, the ones that met a rule and repeated ones included. */
    public int count(String operation) {
        return counts.getOrDefault(operation, 0);
    }

    Action actionFor(ProxiedRequest request) {
        counts.merge(request.operation(), 1, Integer::sum);
        return rules.stream()
                .filter(rule -> rule.chooses(request))
                .findFirst()
                .map(Rule::action)
                .orElseGet(Action::forward);
    }

    private void accept() {
        try {
            while (true) {
                serve(server.accept());
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException("The proxy in front of " + target + " cannot listen any longer", e);
            }
        }
    }

    private void serve(Socket client) throws IOException {
        ClientConnection connection = new ClientConnection(this, client, new Target(target, threads));
        connections.add(connection);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException closed) {
            connection.close();
        }
    }

    /** Ends all connections; what is delayed or held is dropped. */
    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
        for (ClientConnection connection : connections) {
            connection.close();
        }
    }
}
