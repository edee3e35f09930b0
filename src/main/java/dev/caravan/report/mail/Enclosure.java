package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.mail.file.RowFile;
import dev.caravan.report.mail.page.FileNote;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that goes with a mail, or to which the mail has a link.
 *
 * @param link empty for one that goes with it
 */
record Enclosure(Path path, String contentType, long bytes, Optional<URI> link) {

    Enclosure {
        requireNonNull(path, "path");
        requireNonNull(contentType, "contentType");
        requireNonNull(link, "link");
    }

    /** All of them go with the mail, or none, so that a reader need not look in two places. */
    static List<Enclosure> of(List<RowFile> files, long maxBytes, Links links) throws IOException {
        long bytes = 0;
        for (RowFile file : files) {
            bytes += Files.size(file.path());
        }
        List<Enclosure> enclosures = new ArrayList<>();
        for (RowFile file : files) {
            Optional<URI> link = bytes > maxBytes
                    ? Optional.of(
                            links.link(file.path(), file.path().getFileName().toString()))
                    : Optional.empty();
            enclosures.add(new Enclosure(file.path(), file.contentType(), Files.size(file.path()), link));
        }
        return enclosures;
    }

    String name() {
        return path.getFileName().toString();
    }

    FileNote note() {
        return new FileNote(name(), bytes, link);
    }
}
