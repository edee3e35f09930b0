package dev.caravan.provision;

import java.util.Locale;

/** What is said of a resource. */
public enum Status {
    /** It would be made. */
    CREATE,
    /** It would be changed. */
    CHANGE,
    /** It would be deleted. */
    DELETE,
    CREATED,
    CHANGED,
    DELETED,
    /** It is there, ours, and as wanted. */
    UNCHANGED,
    /** It is there and not of this deployment: used, and left as it is. */
    FOREIGN,
    /** It is not there. */
    ABSENT,
    /** It could not be asked, made, changed or deleted. */
    FAILED;

    /** As printed. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
