package dev.caravan.measure;

/** How one attempt of a call to a service ended. */
public enum Answer {
    /** Also a conditional put whose object is there already: that is how it says so. */
    OK,
    /** A 5xx answer, a time-out, a lost connection: the same call may well succeed later. */
    RETRY,
    THROTTLED,
    FAILED
}
