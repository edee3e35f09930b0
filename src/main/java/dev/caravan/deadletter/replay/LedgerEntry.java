package dev.caravan.deadletter.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.ReplayMark;
import dev.caravan.object.ObjectContent;
import dev.caravan.send.SendOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What the ledger's objects say, as one line of JSON each. */
final class LedgerEntry {

    private LedgerEntry() {}

    static ObjectContent claim(DeadLetter letter, String target, ReplayMark mark, String operator, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dead_letter", letter.id().text());
        json.put("route", letter.route());
        json.put("source", letter.source());
        json.put("partition", letter.partition());
        json.put("position", letter.record().position().text());
        json.put("target", target);
        json.put("replays", mark.count());
        json.put("operator", operator);
        json.put("claimed_at", now.toString());
        return content(json);
    }

    static ObjectContent outcome(SendOutcome outcome, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof SendOutcome.Sent sent) {
            json.put("partition", sent.partition());
            json.put("position", sent.position().text());
        } else {
            json.put("detail", detail(outcome));
        }
        json.put("at", now.toString());
        return content(json);
    }

    static ObjectContent returned(DeadLetter letter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dead_letter", letter.id().text());
        return content(json);
    }

    static Attempt.State state(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Sent) {
            return Attempt.State.SENT;
        }
        return outcome instanceof SendOutcome.Uncertain ? Attempt.State.UNCERTAIN : Attempt.State.NOT_SENT;
    }

    static String detail(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Sent sent) {
            return "partition " + sent.partition() + ", position "
                    + sent.position().text();
        } else if (outcome instanceof SendOutcome.Refused refused) {
            return refused.why().getMessage();
        } else if (outcome instanceof SendOutcome.NotSent notSent) {
            return notSent.why().getMessage();
        } else {
            return ((SendOutcome.Uncertain) outcome).why().getMessage();
        }
    }

    private static ObjectContent content(ObjectNode json) {
        return new ObjectContent((json + "\n").getBytes(StandardCharsets.UTF_8), "application/json", false);
    }
}
