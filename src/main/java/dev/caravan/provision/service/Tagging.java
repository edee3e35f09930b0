package dev.caravan.provision.service;

/** What the tags of a resource say. */
public enum Tagging {
    /** It is of this deployment. */
    OURS,
    /** It is of another deployment. */
    OTHERS,
    /** Nothing. */
    NONE,
    /** Its kind, or its endpoint, has no tags. */
    UNSUPPORTED
}
