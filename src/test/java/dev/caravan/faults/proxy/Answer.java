package dev.caravan.faults.proxy;

import java.io.IOException;
import java.io.OutputStream;

/** What a client gets for its request. */
public interface Answer {

    /** Nothing at all: the connection is closed. */
    Answer NONE = client -> false;

    /**
     * Writes head and body.
     *
     * @return whether the connection can take another request
     */
    boolean sendTo(OutputStream client) throws IOException;
}
