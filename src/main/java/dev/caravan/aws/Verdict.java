package dev.caravan.aws;

/** What an answer of AWS, or its absence, says about who asked and for what. */
public enum Verdict {
    /** These credentials may not make this call, or the resource is another account's. */
    NOT_ALLOWED,
    /** The credentials themselves are refused, or this machine's clock makes them look forged. */
    BAD_CREDENTIALS,
    NOT_THERE,
    /** No answer, or one that may be another the next time. */
    UNAVAILABLE,
    /** The call did not leave this process: no credentials, for example. */
    NOT_SENT,
    /** The same call gets the same answer. */
    REFUSED
}
