package dev.caravan.report.mail;

import java.net.URI;
import java.nio.file.Path;

/** Makes a file readable for those who get the mail, where it is too large to go with it. */
@FunctionalInterface
public interface Links {

    /**
     * Puts the file where a link leads.
     *
     * @param name of the file for its reader, such as {@code actions-by-day.csv}
     */
    URI link(Path file, String name);
}
