package dev.caravan.report.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** How far one mail is. */
public sealed interface Delivery {

    /** In lower case, as people and the table read it. */
    String state();

    /** Why it is so; empty where nothing is to be said. */
    default String reason() {
        return "";
    }

    /** Whether nothing follows unless somebody asks for it. */
    default boolean isSettled() {
        return true;
    }

    /** Somebody works on the report, and has not begun to send. */
    record Claimed(String owner, Instant leaseUntil) implements Delivery {

        public Claimed {
            requireNonNull(owner, "owner");
            requireNonNull(leaseUntil, "leaseUntil");
        }

        @Override
        public String state() {
            return "claimed";
        }

        @Override
        public boolean isSettled() {
            return false;
        }
    }

    /** Somebody sends it, or died while sending it. */
    record Sending(String owner, Instant leaseUntil) implements Delivery {

        public Sending {
            requireNonNull(owner, "owner");
            requireNonNull(leaseUntil, "leaseUntil");
        }

        @Override
        public String state() {
            return "sending";
        }

        @Override
        public boolean isSettled() {
            return false;
        }
    }

    /** The mail server has taken it. */
    record Sent(String messageId, long rows) implements Delivery {

        public Sent {
            requireNonNull(messageId, "messageId");
        }

        @Override
        public String state() {
            return "sent";
        }
    }

    /** It was certainly not sent. */
    record Failed(String reason) implements Delivery {

        public Failed {
            requireNonNull(reason, "reason");
        }

        @Override
        public String state() {
            return "failed";
        }
    }

    /** Nobody knows whether it was sent. */
    record Uncertain(String reason) implements Delivery {

        public Uncertain {
            requireNonNull(reason, "reason");
        }

        @Override
        public String state() {
            return "uncertain";
        }
    }

    /** It was not to be sent. */
    record Skipped(String reason) implements Delivery {

        public Skipped {
            requireNonNull(reason, "reason");
        }

        @Override
        public String state() {
            return "skipped";
        }
    }
}
