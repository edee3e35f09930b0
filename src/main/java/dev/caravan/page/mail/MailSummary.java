package dev.caravan.page.mail;

import java.time.Instant;

/**
 * A mail in the list.
 *
 * @param id name of its file
 * @param at when it was kept
 */
record MailSummary(String id, String subject, String from, String to, Instant at) {}
