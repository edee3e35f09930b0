package dev.caravan.doctor;

/** Looks at one thing. Two probes of the same thing are equal, so that none is looked at twice. */
interface Probe {

    /** What is looked at, as the rows name it. */
    String what();

    void run(Access access, Attempts attempts);
}
