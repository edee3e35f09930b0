package dev.caravan.report.run;

import dev.caravan.report.Completeness;
import dev.caravan.report.Presentation;
import dev.caravan.report.QueryResult;
import dev.caravan.report.Window;
import dev.caravan.report.mail.Composed;
import dev.caravan.report.mail.Letter;
import dev.caravan.report.mail.Mailer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Mails as lines of text, and a mail server that takes what it is told to take. */
final class RecordingMail implements Mailer {

    /** What is written into a letter. */
    record Taken(String recipient, String messageId, String text) {}

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<Completeness> completeness = new CopyOnWriteArrayList<>();
    private volatile Consumer<Letter> answer = letter -> {};

    Mailing mailing() {
        return mailing(this);
    }

    /** The same mails by another mailer. */
    Mailing mailing(Mailer mailer) {
        return new Mailing(this::compose, this::failure, mailer, "example.org");
    }

    /** @param server throws what the mail server's answer is to be */
    void answer(Consumer<Letter> server) {
        answer = server;
    }

    @Override
    public void send(Letter letter) {
        answer.accept(letter);
        taken.add(new Taken(letter.recipient(), letter.messageId(), ((Lines) letter).text()));
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    List<String> recipients() {
        return taken.stream().map(Taken::recipient).toList();
    }

    List<Completeness> completeness() {
        return List.copyOf(completeness);
    }

    private Composed compose(Presentation p, Window w, Completeness c, QueryResult result, Path directory) {
        List<List<String>> rows = new ArrayList<>();
        result.rows().forEachRemaining(rows::add);
        completeness.add(c);
        return new Rows(w.from() + " to " + w.to() + " " + rows, result.columns(), rows);
    }

    private Letter failure(Presentation p, Window w, String owner, String reason, String messageId) {
        return new Lines(owner, messageId, "failed: " + reason);
    }

    private record Lines(String recipient, String messageId, String text) implements Letter {

        @Override
        public void writeTo(OutputStream eml) throws IOException {
            eml.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Rows(String text, List<QueryResult.Column> columns, List<List<String>> topRows) implements Composed {

        @Override
        public long rows() {
            return topRows.size();
        }

        @Override
        public boolean truncated() {
            return false;
        }

        @Override
        public Letter letter(String recipient, String messageId) {
            return new Lines(recipient, messageId, text);
        }

        @Override
        public void close() {}
    }
}
