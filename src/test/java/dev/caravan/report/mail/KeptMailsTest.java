package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.RetryableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptMailsTest {

    @TempDir
    Path directory;

    @Test
    void aSentMailIsKeptWholeUnderItsId() throws Exception {
        // Given
        List<Letter> sent = new ArrayList<>();
        KeptMails mails = new KeptMails(directory.resolve("mail"), sent::add);
        Letter letter = new FailureLetters(Samples.SENDER, Samples.CLOCK)
                .failure(Samples.presentation(), Samples.DAY, "owner@example.com", "reason", "<a/../b@example.com>");

        // When sent twice
        mails.send(letter);
        mails.send(letter);

        // Then
        assertThat(sent).containsExactly(letter, letter);
        try (Stream<Path> files = Files.list(directory.resolve("mail"))) {
            assertThat(files).containsExactly(directory.resolve("mail/a_.._b@example.com.eml"));
        }
        assertThat(directory.resolve("mail/a_.._b@example.com.eml"))
                .content()
                .contains("Message-ID: <a/../b@example.com>\r\n", "Subject: ", "reason");
    }

    @Test
    void aMailThatWasNotSentIsNotKept() {
        // Given
        KeptMails mails = new KeptMails(directory, letter -> {
            throw new RetryableException("put off", null);
        });

        // Then
        assertThatThrownBy(() -> mails.send(letter())).isInstanceOf(RetryableException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aMailThatCannotBeKeptWasSentAllTheSame() throws Exception {
        // Given
        List<Letter> sent = new ArrayList<>();
        Path file = Files.createFile(directory.resolve("a-file"));

        // When
        new KeptMails(file, sent::add).send(letter());

        // Then
        assertThat(sent).hasSize(1);
    }

    private static Letter letter() {
        return new FailureLetters(Samples.SENDER, Samples.CLOCK)
                .failure(Samples.presentation(), Samples.DAY, "owner@example.com", "reason", Samples.ID);
    }
}
