package dev.caravan.generate.truth;

import dev.caravan.generate.profile.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What was sent, over all runs: the contents of {@code TRUTH.json}. */
public record Truth(List<RunTruth> runs) {
    public Truth {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a truth file.
     *
     * @throws IOException when it cannot be read, or is not one; the message names the file
     */
    public static Truth read(Path file) throws IOException {
        return TruthFile.read(file);
    }

    /** Replaces the file in one step: a reader sees the old or the new truth, never a part. */
    public void write(Path file) throws IOException {
        TruthFile.write(this, file);
    }

    /**
     * Adds these runs to those that the file holds, if it exists, and returns the whole. An interrupted thread does so as
     * well: runs that were cut short have happened.
     */
    public Truth append(Path file) throws IOException {
        // Otherwise the file's channel would close itself.
        boolean interrupted = Thread.interrupted();
        try {
            Truth whole = Files.exists(file) ? read(file).and(this) : this;
            whole.write(file);
            return whole;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** These runs, then the other's. */
    public Truth and(Truth other) {
        return new Truth(Stream.concat(runs.stream(), other.runs.stream()).toList());
    }

    /** The sums over all runs to one kind of target. */
    public Totals totals(TargetKind kind) {
        return new Totals(runs.stream().filter(run -> run.sentTo(kind)).toList());
    }
}
