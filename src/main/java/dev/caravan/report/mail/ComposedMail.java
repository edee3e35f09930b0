package dev.caravan.report.mail;

import dev.caravan.report.Completeness;
import dev.caravan.report.Presentation;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import dev.caravan.report.mail.chart.Measure;
import dev.caravan.report.mail.chart.Picture;
import dev.caravan.report.mail.page.ChartNote;
import dev.caravan.report.mail.page.Facts;
import dev.caravan.report.mail.page.Freshness;
import dev.caravan.report.mail.page.Grid;
import dev.caravan.report.mail.page.MailText;
import dev.caravan.report.mail.page.Times;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Texts and picture in memory, a few hundred kilobytes at most; files where they were written. */
final class ComposedMail implements Composed {

    private final Letterhead head;
    private final Completeness completeness;
    private final List<Column> columns;
    private final Rows rows;
    private final Optional<Picture> picture;
    private final List<Enclosure> files;
    private final MailText text;

    ComposedMail(
            Letterhead head,
            Completeness completeness,
            QueryResult result,
            Rows rows,
            Optional<Measure> measure,
            List<Enclosure> files) {
        this.head = head;
        this.completeness = completeness;
        this.columns = result.columns();
        this.rows = rows;
        this.picture = measure.filter(numbers -> rows.count() > 0).map(Picture::of);
        this.files = List.copyOf(files);
        this.text = MailText.of(facts(result.executionId(), measure));
    }

    private Facts facts(String executionId, Optional<Measure> measure) {
        Presentation presentation = head.presentation();
        return new Facts(
                HeaderText.of(presentation.subject()),
                presentation.name(),
                window(),
                Freshness.line(completeness, head.window(), presentation.zone()),
                completeness.incomplete(),
                rows.count(),
                rows.truncated(),
                presentation.chart().value(),
                measure.map(Measure::total),
                measure.map(Measure::rowsNotDrawn).orElse(0L),
                picture.map(drawn -> new ChartNote(contentId(), drawn.width(), drawn.height(), drawn.alternative())),
                Grid.of(columns, rows.top(), measure.map(Measure::valueColumn).orElse(-1)),
                files.stream().map(Enclosure::note).toList(),
                executionId);
    }

    private String window() {
        return Times.window(head.window(), head.presentation().zone());
    }

    private String contentId() {
        return "chart." + head.presentation().name() + "."
                + head.window().from().getEpochSecond() + "@caravan";
    }

    @Override
    public long rows() {
        return rows.count();
    }

    @Override
    public boolean truncated() {
        return rows.truncated();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<List<String>> topRows() {
        return rows.top();
    }

    @Override
    public Letter letter(String recipient, String messageId) {
        String mark = completeness.incomplete() ? "INCOMPLETE: " : "";
        String subject = mark + HeaderText.title(head.presentation().subject()) + " – " + window();
        try {
            return head.letter(recipient, messageId, subject, MimeTree.of(text, picture, contentId(), files));
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail of " + head.presentation().name() + " could not be made", e);
        }
    }

    @Override
    public void close() {
        for (Enclosure file : files) {
            try {
                Files.deleteIfExists(file.path());
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + file.path() + " could not be deleted", e);
            }
        }
    }
}
