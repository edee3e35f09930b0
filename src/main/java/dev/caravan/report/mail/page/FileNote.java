package dev.caravan.report.mail.page;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * What a mail says of one of its files.
 *
 * @param link where it is, if it is too large to be attached
 */
public record FileNote(String name, long bytes, Optional<URI> link) {

    public FileNote {
        requireNonNull(name, "name");
        requireNonNull(link, "link");
    }

    /** Size in words. */
    public String size() {
        return Shown.bytes(bytes);
    }

    /** The link's address; empty for an attached file. */
    public String address() {
        return link.map(URI::toString).orElse("");
    }
}
