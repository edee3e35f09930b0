package dev.caravan.deadletter.read;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The dead letters that a filter lets through, one after the other, in the order of sources, days and objects. Memory
 * does not grow with their number. What is damaged is told and passed over; a call to S3 that fails throws {@link
 * PermanentException} or {@link dev.caravan.failure.RetryableException}.
 */
public final class DeadLetterReader implements Iterator<DeadLetter>, AutoCloseable {

    private final DeadLetterSettings place;
    private final DeadLetterFilter filter;
    private final Consumer<String> problems;
    private final LetterObjects objects;
    private LetterObject object;
    private BufferedReader lines;
    private long line;
    private Instant lastWritten = Instant.MIN;
    private DeadLetter next;

    /** @param problems told of everything that cannot be read as a dead letter, in a line each */
    public DeadLetterReader(
            S3Client client, DeadLetterSettings place, DeadLetterFilter filter, Consumer<String> problems) {
        this.place = requireNonNull(place, "place");
        this.filter = requireNonNull(filter, "filter");
        this.problems = requireNonNull(problems, "problems");
        this.objects = new LetterObjects(client, place, new LetterListing(client, place, filter, problems).objects());
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (lines != null) {
                readLine();
            } else if (objects.hasNext()) {
                open(objects.next());
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public DeadLetter next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No more dead letters");
        }
        DeadLetter letter = next;
        next = null;
        return letter;
    }

    /** When the newest object read so far was written, by S3's clock. */
    public Instant lastWritten() {
        return lastWritten;
    }

    private void open(LetterObjects.Content content) {
        object = content.object();
        line = 0;
        lastWritten = object.written().isAfter(lastWritten) ? object.written() : lastWritten;
        try {
            lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(new ByteArrayInputStream(content.bytes())), StandardCharsets.UTF_8));
        } catch (IOException e) {
            problem("is not gzip: " + e.getMessage());
        }
    }

    private void readLine() {
        try {
            String text = lines.readLine();
            line++;
            if (text == null) {
                lines = null;
                return;
            }
            DeadLetter letter = DeadLetterParser.parse(text, object);
            if (filter.matches(letter)) {
                next = letter;
            }
        } catch (IOException e) {
            lines = null;
            problem("ends early, behind line " + line + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            problem("line " + line + " is not a dead letter: " + e.getMessage());
        }
    }

    private void problem(String what) {
        problems.accept(place.location(object.key()) + " " + what);
    }

    @Override
    public void close() {
        objects.close();
    }
}
