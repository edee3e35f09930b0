package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Completeness;
import dev.caravan.report.Presentation;
import dev.caravan.report.QueryResult;
import dev.caravan.report.Window;
import java.nio.file.Path;
import java.time.Clock;

/** Makes a mail of a query's rows. */
public final class Composer {

    /** @param links for files that are too large to go with the mail */
    public Composer(Sender sender, Clock clock, Links links) {
        requireNonNull(sender, "sender");
        requireNonNull(clock, "clock");
        requireNonNull(links, "links");
    }

    /**
     * Reads all rows, or as many as the report takes, once and in constant memory.
     *
     * @param directory for the files until the answer is closed; there must be one
     * @throws dev.caravan.failure.PermanentException if the answer has not the columns that the report draws
     */
    @SuppressWarnings("DoNotCallSuggester")
    public Composed compose(Presentation p, Window w, Completeness c, QueryResult result, Path directory) {
        throw new UnsupportedOperationException("to come");
    }
}
