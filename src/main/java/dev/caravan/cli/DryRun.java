package dev.caravan.cli;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.FileReason;
import dev.caravan.report.Window;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.mail.Composed;
import dev.caravan.report.mail.Letter;
import dev.caravan.report.run.Draft;
import dev.caravan.report.run.Drafting;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.settings.SettingsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run whose mails become files. */
final class DryRun {

    private final ReportDesk desk;
    private final Drafting drafting;
    private final Path directory;

    /** What was written, or why nothing was. */
    record Written(List<Path> files, long rows, String reason) {

        Written {
            files = List.copyOf(files);
            requireNonNull(reason, "reason");
        }
    }

    DryRun(ReportDesk desk, Drafting drafting, Path directory) {
        this.desk = requireNonNull(desk, "desk");
        this.drafting = requireNonNull(drafting, "drafting");
        this.directory = requireNonNull(directory, "directory");
    }

    /** One file for each recipient, {@code NAME-ADDRESS.eml}; one that is there is written anew. */
    Written run(RunKey run, Window window, List<String> recipients, Abandonment stopped) throws Exception {
        Draft draft = drafting.draft(run, window, stopped);
        if (draft instanceof Draft.NotWorth not) {
            return new Written(List.of(), 0, not.reason());
        }
        List<Path> files = new ArrayList<>();
        try (Composed mail = ((Draft.Ready) draft).mail()) {
            for (String recipient : recipients) {
                Letter letter = mail.letter(recipient, desk.mailing().messageId(run, recipient));
                files.add(write(letter, run.report() + "-" + recipient.replaceAll("[^A-Za-z0-9.@_-]", "_") + ".eml"));
            }
            return new Written(files, mail.rows(), "");
        }
    }

    private Path write(Letter letter, String name) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                letter.writeTo(out);
            }
            return file;
        } catch (IOException e) {
            throw new SettingsException(
                    "Cannot write " + file + ": " + FileReason.of(e) + ". Name another directory with -o");
        }
    }
}
