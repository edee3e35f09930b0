package dev.caravan.report.mail.page;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of a mail, both with the same rows. */
public record MailText(String html, String plain) {

    /** Gmail shows 102 KB of a mail and hides the rest, totals and all. */
    static final int MAX_BYTES = 100_000;

    public MailText {
        requireNonNull(html, "html");
        requireNonNull(plain, "plain");
    }

    /** With as many of the first rows as go into {@value #MAX_BYTES} bytes of HTML. */
    public static MailText of(Facts facts) {
        int rows = facts.grid().rows().size();
        MailText text = of(facts, rows);
        while (text.html().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES && rows > 0) {
            rows /= 2;
            text = of(facts, rows);
        }
        return text;
    }

    private static MailText of(Facts facts, int rows) {
        Grid grid = facts.grid().first(rows);
        Map<String, Object> model = new HashMap<>();
        model.put("facts", facts);
        model.put("grid", grid);
        model.put("table", grid.asText());
        model.put("summary", summary(facts));
        model.put("notes", notes(facts, facts.rows() - rows));
        facts.chart().ifPresent(chart -> model.put("chart", chart));
        return new MailText(Templates.render("report.html.ftlh", model), Templates.render("report.txt.ftl", model));
    }

    private static String summary(Facts facts) {
        if (facts.rows() == 0) {
            return "No rows: nothing in this time matches the query.";
        }
        String total = facts.total()
                .map(sum -> ", total " + Shown.cut(facts.measure(), 30) + " " + Shown.number(sum))
                .orElse("");
        return Shown.count(facts.rows(), "row") + total;
    }

    private static List<String> notes(Facts facts, long moreRows) {
        List<String> notes = new ArrayList<>();
        if (moreRows > 0) {
            notes.add(Shown.count(moreRows, "more row") + place(facts));
        }
        if (facts.grid().hiddenColumns() > 0) {
            notes.add(Shown.count(facts.grid().hiddenColumns(), "more column") + place(facts));
        }
        if (facts.truncated()) {
            notes.add("The query has more rows than this report takes: everything here is about the first "
                    + Shown.count(facts.rows(), "row"));
        }
        if (facts.rowsNotDrawn() > 0) {
            notes.add("The chart leaves out the last " + Shown.count(facts.rowsNotDrawn(), "row"));
        }
        return notes;
    }

    private static String place(Facts facts) {
        if (facts.files().isEmpty()) {
            return "";
        }
        return facts.files().get(0).link().isPresent() ? " in the linked file" : " in the attachment";
    }
}
