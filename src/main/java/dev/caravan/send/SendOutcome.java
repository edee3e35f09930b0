package dev.caravan.send;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.Position;

/** What became of one record that was to be sent. */
public sealed interface SendOutcome {

    /**
     * The target has confirmed the record.
     *
     * @param partition Kafka partition number or Kinesis shard id
     * @param position where the record is now
     */
    record Sent(String partition, Position position) implements SendOutcome {

        public Sent {
            requireNonNull(partition, "partition");
            requireNonNull(position, "position");
        }
    }

    /** The target does not take this one record, and it is not in; others may go on. */
    record Refused(RuntimeException why) implements SendOutcome {

        public Refused {
            requireNonNull(why, "why");
        }
    }

    /** The record is not in, since the target cannot be written to. */
    record NotSent(RuntimeException why) implements SendOutcome {

        public NotSent {
            requireNonNull(why, "why");
        }
    }

    /** No answer came: the record may or may not be in. Sending it again may double it. */
    record Uncertain(RuntimeException why) implements SendOutcome {

        public Uncertain {
            requireNonNull(why, "why");
        }
    }
}
