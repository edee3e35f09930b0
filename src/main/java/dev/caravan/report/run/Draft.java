package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.mail.Composed;

/** What a run's query has come to. */
public sealed interface Draft {

    /** A mail; whoever gets it closes it. */
    record Ready(Composed mail) implements Draft {

        public Ready {
            requireNonNull(mail, "mail");
        }
    }

    /** Nothing that is worth a mail. */
    record NotWorth(String reason) implements Draft {

        public NotWorth {
            requireNonNull(reason, "reason");
        }
    }
}
