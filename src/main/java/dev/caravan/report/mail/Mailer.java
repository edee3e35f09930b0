package dev.caravan.report.mail;

/** Sends letters. An attempt is never repeated in here: whoever calls knows whether a second mail would do harm. */
@FunctionalInterface
public interface Mailer {

    /**
     * Makes one attempt and returns when the server has taken the letter.
     *
     * @throws dev.caravan.failure.RetryableException the server certainly has not taken it, and may do so later
     * @throws RefusedException the server will not take it, whatever the number of attempts
     * @throws UncertainException nobody knows whether it was taken
     */
    void send(Letter letter);
}
