package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What mail programs drop, block or show wrongly. */
final class MailLint {

    private static final int GMAIL_CLIPS = 102 * 1024;
    private static final Pattern TAG = Pattern.compile("<[a-z][^>]*>");

    private MailLint() {}

    static void check(String html) {
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(GMAIL_CLIPS);
        assertThat(html).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">");
        assertThat(html.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "<script", "<link", "<iframe", "<form", "<svg", "@import", "@font-face", "url(", "javascript:")
                .doesNotContainPattern("(?<![a-z-])position\\s*:")
                .doesNotContainPattern("display\\s*:\\s*(flex|grid)")
                .contains("<meta name=\"color-scheme\" content=\"light dark\">")
                .contains("prefers-color-scheme: dark");
        assertThat(TAG.matcher(html).results().map(MatchResult::group)).allSatisfy(MailLint::checkTag);
    }

    private static void checkTag(String tag) {
        if (tag.startsWith("<img")) {
            assertThat(tag).containsPattern("alt=\"[^\"]{10,}\"").contains("src=\"cid:", "width=", "height=");
        }
        if (tag.startsWith("<table") && !tag.contains("class=\"rows\"")) {
            assertThat(tag).contains("role=\"presentation\"");
        }
        if (tag.startsWith("<th ")) {
            assertThat(tag).contains("scope=\"col\"");
        }
        String names = tag.replaceAll("\"[^\"]*\"", "");
        assertThat(names).doesNotContainPattern("\\son[a-z]+\\s*=");
        assertThat(tag).doesNotContainPattern("src=\"https?:");
    }
}
