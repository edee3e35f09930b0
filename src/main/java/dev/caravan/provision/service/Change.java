package dev.caravan.provision.service;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import java.util.Optional;

/**
 * One setting of a resource that is not as wanted.
 *
 * @param what the setting, how it is and how it is wanted
 * @param possible whether it can be changed at all
 * @param remedy changes it, and waits until the next change may follow
 */
public record Change(String what, boolean possible, Runnable remedy) {

    public Change {
        requireNonNull(what, "what");
        requireNonNull(remedy, "remedy");
    }

    /** Nothing if both are equal. */
    public static Optional<Change> unlessEqual(String setting, Object is, Object wanted, Runnable remedy) {
        return is.equals(wanted)
                ? Optional.empty()
                : Optional.of(new Change(setting + " is " + is + ", wanted " + wanted, true, remedy));
    }

    /** @param advice what to do instead */
    public static Change impossible(String what, String advice) {
        String text = what + ", which cannot be changed: " + advice;
        return new Change(text, false, () -> {
            throw new PermanentException(text);
        });
    }
}
