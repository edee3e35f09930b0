package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Attachment;
import dev.caravan.report.Completeness;
import dev.caravan.report.Presentation;
import dev.caravan.report.QueryResult;
import dev.caravan.report.Window;
import dev.caravan.report.mail.chart.Measure;
import dev.caravan.report.mail.file.CsvFile;
import dev.caravan.report.mail.file.RowFile;
import dev.caravan.report.mail.file.XlsxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a mail of a query's rows. */
public final class Composer {

    private static final DateTimeFormatter IN_FILE_NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Sender sender;
    private final Clock clock;
    private final Links links;

    /** @param links for files that are too large to go with the mail */
    public Composer(Sender sender, Clock clock, Links links) {
        this.sender = requireNonNull(sender, "sender");
        this.clock = requireNonNull(clock, "clock");
        this.links = requireNonNull(links, "links");
    }

    /**
     * Reads all rows, or as many as the report takes, once and in constant memory.
     *
     * @param directory for the files until the answer is closed; there must be one, and it is this run's alone
     * @throws dev.caravan.failure.PermanentException if the answer has not the columns that the report draws
     */
    public Composed compose(Presentation p, Window w, Completeness c, QueryResult result, Path directory) {
        Optional<Measure> measure = Measure.of(p.chart(), result.columns());
        String name = p.name() + "-" + IN_FILE_NAME.format(w.from());
        List<RowFile> files = new ArrayList<>();
        try {
            Rows rows;
            try {
                if (p.attachments().contains(Attachment.CSV)) {
                    files.add(new CsvFile(directory.resolve(name + ".csv"), result.columns()));
                }
                if (p.attachments().contains(Attachment.XLSX)) {
                    files.add(new XlsxFile(directory.resolve(name + ".xlsx"), result.columns()));
                }
                rows = Rows.read(result, p.limits(), files, measure);
            } finally {
                for (RowFile file : files) {
                    file.close();
                }
            }
            List<Enclosure> enclosures = Enclosure.of(files, p.limits().maxAttachmentBytes(), links);
            return new ComposedMail(new Letterhead(sender, clock, p, w), c, result, rows, measure, enclosures);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The files of report " + p.name() + " could not be written to " + directory, e);
        }
    }
}
