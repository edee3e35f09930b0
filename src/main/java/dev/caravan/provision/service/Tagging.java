package dev.caravan.provision.service;

/** What the tags of a resource say. */
public enum Tagging {
    /** It is of this deployment. */
    OURS,
    /** They do not say that it is of this deployment. */
    NOT_OURS,
    /** Its kind, or its endpoint, has no tags. */
    UNSUPPORTED
}
