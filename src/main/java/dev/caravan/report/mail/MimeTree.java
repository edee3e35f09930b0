package dev.caravan.report.mail;

import dev.caravan.report.mail.chart.Picture;
import dev.caravan.report.mail.page.MailText;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code mixed{ alternative{ text/plain, related{ text/html, image/png } }, files }}: mail programs without HTML show the
 * text, the picture belongs to the HTML, and the files to both. Without a picture the HTML stands by itself.
 */
final class MimeTree {

    private static final String ENCODING = "Content-Transfer-Encoding";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MimeTree() {}

    /** @param contentId of the picture, without angle brackets */
    static Multipart of(MailText text, Optional<Picture> picture, String contentId, List<Enclosure> files)
            throws MessagingException {
        MimeMultipart alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text(text.plain(), "plain"));
        alternative.addBodyPart(
                picture.isPresent()
                        ? containing(new Related(text(text.html(), "html"), image(picture.get(), contentId)))
                        : text(text.html(), "html"));
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(containing(alternative));
        for (Enclosure file : files) {
            if (file.link().isEmpty()) {
                mixed.addBodyPart(attachment(file));
            }
        }
        return mixed;
    }

    /** Quoted-printable, whatever it holds: no line is too long for a server, and each ends as it must. */
    static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        part.setHeader(ENCODING, "quoted-printable");
        return part;
    }

    private static MimeBodyPart containing(MimeMultipart parts) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(parts);
        return part;
    }

    private static MimeBodyPart image(Picture picture, String contentId) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(picture.png(), "image/png")));
        part.setHeader(ENCODING, "base64");
        part.setContentID("<" + contentId + ">");
        part.setDisposition(MimeBodyPart.INLINE);
        return part;
    }

    private static MimeBodyPart attachment(Enclosure file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new FileDataSource(file.path().toFile()) {
            @Override
            public String getContentType() {
                return file.contentType();
            }
        }));
        part.setHeader(ENCODING, "base64");
        part.setDisposition(MimeBodyPart.ATTACHMENT);
        part.setFileName(file.name());
        return part;
    }

    /** With the type of its first part, as of RFC 2387. */
    private static final class Related extends MimeMultipart {

        Related(MimeBodyPart html, MimeBodyPart image) throws MessagingException {
            super("related", html, image);
            ContentType type = new ContentType(contentType);
            type.setParameter("type", "text/html");
            contentType = type.toString();
        }
    }
}
