package dev.caravan.page.mail;

import java.util.List;
import java.util.Optional;

/**
 * A mail as it would look.
 *
 * @param html with its pictures inside; empty if it has no such part
 * @param text empty if it has no such part
 * @param attachments names with their sizes
 */
record MailView(MailSummary summary, Optional<String> html, Optional<String> text, List<Attachment> attachments) {

    record Attachment(String name, String type, long bytes) {}
}
