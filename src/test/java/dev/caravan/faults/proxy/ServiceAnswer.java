package dev.caravan.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The service's own answer, of which only the head has been read. Its body streams through. */
public final class ServiceAnswer implements Answer {
    /** The service has answered: what it has not read by now it does not want. */
    private static final int MAX_LATE_MILLIS = 1_000;

    private final HttpHead head;
    private final Framing framing;
    private final InputStream service;
    private final Future<?> request;

    ServiceAnswer(HttpHead head, Framing framing, InputStream service, Future<?> request) {
        this.head = head;
        this.framing = framing;
        this.service = service;
        this.request = request;
    }

    @Override
    public boolean sendTo(OutputStream client) throws IOException {
        client.write(head.raw());
        framing.copy(service, client);
        return !head.has("Connection", "close") && !(framing instanceof Framing.UntilClose) && requestIsSent();
    }

    /** Waits for the end of the body and keeps it in memory. */
    public WholeAnswer whole() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        framing.copy(service, wire);
        return new WholeAnswer(head, framing, wire.toByteArray(), requestIsSent());
    }

    private boolean requestIsSent() {
        try {
            request.get(MAX_LATE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException halfSent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
