package dev.caravan.page.mail;

import dev.caravan.page.http.TellableException;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of one mail, taken apart once. */
final class MailParts {

    private static final int DEPTH = 10;
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif");

    private String html;
    private String text;
    /** By {@code cid:}. */
    private final Map<String, String> pictures = new LinkedHashMap<>();

    private final List<MailView.Attachment> attachments = new ArrayList<>();

    private MailParts() {}

    static MailParts of(MimeMessage message) {
        MailParts parts = new MailParts();
        try {
            parts.take(message, 0);
        } catch (MessagingException | IOException e) {
            throw new TellableException("A part of the mail cannot be read: " + e.getMessage(), e);
        }
        return parts;
    }

    private void take(Part part, int depth) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && depth < DEPTH) {
            Multipart all = (Multipart) part.getContent();
            for (int at = 0; at < all.getCount(); at++) {
                take(all.getBodyPart(at), depth + 1);
            }
        } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            attachments.add(attachment(part));
        } else if (part.isMimeType("text/html") && html == null) {
            html = (String) part.getContent();
        } else if (part.isMimeType("text/plain") && text == null) {
            text = (String) part.getContent();
        } else if (part instanceof BodyPart && isPicture(part)) {
            pictures.put(contentId(part), "data:" + type(part) + ";base64," + base64(part));
        } else {
            attachments.add(attachment(part));
        }
    }

    private static boolean isPicture(Part part) throws MessagingException {
        return PICTURES.contains(type(part)) && !contentId(part).isEmpty();
    }

    private static String contentId(Part part) throws MessagingException {
        String[] ids = part.getHeader("Content-ID");
        return ids == null ? "" : ids[0].strip().replaceAll("^<|>$", "");
    }

    private static String type(Part part) throws MessagingException {
        return part.getContentType().replaceFirst("\\s*;(?s).*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static MailView.Attachment attachment(Part part) throws MessagingException, IOException {
        long bytes;
        try (InputStream content = part.getInputStream()) {
            bytes = content.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return new MailView.Attachment(
                part.getFileName() == null ? "(without a name)" : part.getFileName(), type(part), bytes);
    }

    private static String base64(Part part) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            return Base64.getEncoder().encodeToString(content.readAllBytes());
        }
    }

    MailView view(MailSummary summary) {
        return new MailView(
                summary, Optional.ofNullable(html).map(this::withPictures), Optional.ofNullable(text), attachments);
    }

    private String withPictures(String page) {
        String shown = page;
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            shown = shown.replace("cid:" + picture.getKey(), picture.getValue());
        }
        return shown;
    }
}
