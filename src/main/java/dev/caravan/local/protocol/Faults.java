package dev.caravan.local.protocol;

/** Decides for each request whether something goes wrong with it; asked once a request, from several threads. */
@FunctionalInterface
public interface Faults {

    /** The fault for the next request of this operation. */
    Fault next(String operation);

    /** Nothing ever goes wrong. */
    static Faults none() {
        Fault none = new Fault.None();
        return operation -> none;
    }
}
