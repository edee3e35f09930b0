package dev.caravan.page.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.page.http.TellableException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files {@code .eml} of a directory: the newest 50, each up to 20 MB. */
final class MailBox {

    private static final int MOST = 50;
    private static final long MOST_BYTES = 20L << 20;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,200}\\.eml");

    private final Path directory;

    /** @param directory need not be there yet */
    MailBox(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    /** The newest first. */
    List<MailSummary> list() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> ID.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(MailBox::modified).reversed())
                    .limit(MOST)
                    .map(file -> summary(file, message(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Listing " + directory, e);
        }
    }

    /** @throws TellableException if there is no such mail */
    MailView read(String id) {
        if (!ID.matcher(id).matches() || !Files.isRegularFile(directory.resolve(id))) {
            throw new TellableException("There is no mail " + id + " in " + directory);
        }
        Path file = directory.resolve(id);
        MimeMessage message = message(file);
        return MailParts.of(message).view(summary(file, message));
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Looking at " + file, e);
        }
    }

    private static MimeMessage message(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new TellableException(file + " is larger than 20 MB: open it with a mail program");
            }
            try (InputStream content = Files.newInputStream(file)) {
                return new MimeMessage(Session.getInstance(new Properties()), content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        } catch (MessagingException e) {
            throw new TellableException(file + " is no mail: " + e.getMessage(), e);
        }
    }

    private static MailSummary summary(Path file, MimeMessage message) {
        try {
            return new MailSummary(
                    file.getFileName().toString(),
                    message.getSubject() == null ? "(no subject)" : message.getSubject(),
                    InternetAddress.toUnicodeString(orNone(message.getFrom())),
                    InternetAddress.toUnicodeString(orNone(message.getAllRecipients())),
                    modified(file).toInstant());
        } catch (MessagingException e) {
            throw new TellableException(file + " is no mail: " + e.getMessage(), e);
        }
    }

    private static jakarta.mail.Address[] orNone(jakarta.mail.Address[] addresses) {
        return addresses == null ? new jakarta.mail.Address[0] : addresses;
    }
}
