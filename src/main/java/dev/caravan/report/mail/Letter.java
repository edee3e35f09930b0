package dev.caravan.report.mail;

import java.io.IOException;
import java.io.OutputStream;

/** One mail to one recipient. */
public interface Letter {

    /** The recipient's address, {@code name@domain}, and nothing else. */
    String recipient();

    /** With its angle brackets; the same for every attempt. */
    String messageId();

    /** Writes headers and body as of RFC 5322, lines ended by CRLF, in constant memory. Can be repeated. */
    void writeTo(OutputStream eml) throws IOException;
}
