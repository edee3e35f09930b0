package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.FileReason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every mail that was sent as a file {@code .eml}, named by its Message-ID: the same mail sent again is one file. A
 * mail that cannot be kept was sent all the same, so that is a warning only.
 */
final class KeptMails implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(KeptMails.class);

    private final Path directory;
    private final Mailer mailer;

    KeptMails(Path directory, Mailer mailer) {
        this.directory = requireNonNull(directory, "directory");
        this.mailer = requireNonNull(mailer, "mailer");
    }

    @Override
    public void send(Letter letter) {
        mailer.send(letter);
        String name = letter.messageId().replaceAll("[^A-Za-z0-9.@_-]+", "_").replaceAll("^_|_$", "") + ".eml";
        try {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, ".", ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                letter.writeTo(out);
            }
            Files.move(part, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The mail {} was sent but not kept in {}: {}", letter.messageId(), directory, FileReason.of(e));
        }
    }
}
