package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Says when files have been edited: when two looks one after the other saw the same, and something else than what was
 * told of last. So a file that is half written, and fifty saves a second, are waited out. Used by one thread.
 */
final class EditWatch {

    private final RouteFolder folder;
    private Look told;
    private Look last;

    /** @param known what is no edit */
    EditWatch(RouteFolder folder, Look known) {
        this.folder = requireNonNull(folder, "folder");
        this.told = requireNonNull(known, "known");
        this.last = known;
    }

    /** Looks once. */
    Optional<Look> edit() {
        Look now = folder.look();
        boolean settled = now.equals(last);
        last = now;
        if (!settled || now.equals(told)) {
            return Optional.empty();
        }
        told = now;
        return Optional.of(now);
    }

    /** Whether the files are still what was told of last; if not, what they come to be is an edit again. */
    boolean isStill() {
        last = folder.look();
        boolean still = last.equals(told);
        if (!still) {
            told = null;
        }
        return still;
    }
}
