package dev.caravan.provision.service;

import static java.util.Objects.requireNonNull;

/** What the tags of a resource say. */
public sealed interface Tagging {

    /** It is of this deployment. */
    record Ours() implements Tagging {}

    /** It is of another deployment. */
    record Others() implements Tagging {}

    /**
     * Nothing.
     *
     * @param remedy puts the deployment's tag on it
     */
    record Untagged(Runnable remedy) implements Tagging {

        public Untagged {
            requireNonNull(remedy, "remedy");
        }
    }

    /** Its kind, or its endpoint, has no tags. */
    record Unsupported() implements Tagging {}
}
