package dev.caravan.report.ledger;

import dev.caravan.report.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows as items of the table. */
final class Items {

    static final String REPORT = ReportLedger.PARTITION_KEY;
    static final String ENTRY = ReportLedger.SORT_KEY;
    static final String STATE = "state";
    static final String OWNER = "owner";
    static final String LEASE = "lease";

    /** Behind the instant of a run by hand, which may come in the second of a fire time. */
    private static final String MANUAL = "!";

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String REASON = "reason";
    private static final String MESSAGE_ID = "message_id";
    private static final String ROWS = "rows";
    static final String UPDATED = "updated";

    private Items() {}

    static Map<String, AttributeValue> key(RunKey run, String recipient) {
        return Map.of(REPORT, text(run.report()), ENTRY, text(entry(run, recipient)));
    }

    /** Sorts by time: an instant without fractions always has the same length. */
    static String entry(RunKey run, String recipient) {
        return run.scheduled() + (run.manual() ? MANUAL : "") + "#" + recipient;
    }

    static Map<String, AttributeValue> of(Row row) {
        Map<String, AttributeValue> item = new HashMap<>(key(row.run(), row.recipient()));
        Delivery delivery = row.delivery();
        item.put(STATE, text(delivery.state()));
        item.put(FROM, text(row.window().from().toString()));
        item.put(TO, text(row.window().to().toString()));
        item.put(UPDATED, text(row.updated().toString()));
        if (!delivery.reason().isEmpty()) {
            item.put(REASON, text(delivery.reason()));
        }
        if (delivery instanceof Delivery.Claimed claimed) {
            lease(item, claimed.owner(), claimed.leaseUntil());
        } else if (delivery instanceof Delivery.Sending sending) {
            lease(item, sending.owner(), sending.leaseUntil());
        } else if (delivery instanceof Delivery.Sent sent) {
            item.put(MESSAGE_ID, text(sent.messageId()));
            item.put(ROWS, AttributeValue.fromN(Long.toString(sent.rows())));
        }
        return item;
    }

    private static void lease(Map<String, AttributeValue> item, String owner, Instant until) {
        item.put(OWNER, text(owner));
        item.put(LEASE, text(until.toString()));
    }

    static Row row(Map<String, AttributeValue> item) {
        String entry = item.get(ENTRY).s();
        int hash = entry.indexOf('#');
        String run = entry.substring(0, hash);
        return new Row(
                new RunKey(item.get(REPORT).s(), Instant.parse(run.replace(MANUAL, "")), run.endsWith(MANUAL)),
                entry.substring(hash + 1),
                new Window(instant(item, FROM), instant(item, TO)),
                delivery(item),
                instant(item, UPDATED));
    }

    private static Delivery delivery(Map<String, AttributeValue> item) {
        String state = item.get(STATE).s();
        return switch (state) {
            case "claimed" -> new Delivery.Claimed(item.get(OWNER).s(), instant(item, LEASE));
            case "sending" -> new Delivery.Sending(item.get(OWNER).s(), instant(item, LEASE));
            case "sent" ->
                new Delivery.Sent(
                        item.get(MESSAGE_ID).s(), Long.parseLong(item.get(ROWS).n()));
            case "failed" -> new Delivery.Failed(reason(item));
            case "uncertain" -> new Delivery.Uncertain(reason(item));
            case "skipped" -> new Delivery.Skipped(reason(item));
            default ->
                throw new IllegalStateException("The row " + item.get(ENTRY).s() + " of the reports' ledger is " + state
                        + ", which this version does not know: run the version that wrote it");
        };
    }

    private static String reason(Map<String, AttributeValue> item) {
        return item.containsKey(REASON) ? item.get(REASON).s() : "";
    }

    private static Instant instant(Map<String, AttributeValue> item, String name) {
        return Instant.parse(item.get(name).s());
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
