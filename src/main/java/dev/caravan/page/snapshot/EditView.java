package dev.caravan.page.snapshot;

import dev.caravan.routes.ReloadStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of the last edit of the routes.
 *
 * @param outcome {@code off}, {@code none}, {@code applied} or {@code refused}
 * @param text which routes it touched
 * @param problems why it was refused, a line each
 */
public record EditView(String outcome, Optional<Instant> at, String text, List<String> problems) {

    /** @param status empty if edits are not taken up while the routes run */
    public static EditView of(Optional<ReloadStatus> status) {
        if (status.isEmpty()) {
            return new EditView("off", Optional.empty(), "", List.of());
        }
        if (status.get() instanceof ReloadStatus.Applied applied) {
            return new EditView("applied", Optional.of(applied.at()), applied.text(), List.of());
        }
        if (status.get() instanceof ReloadStatus.Refused refused) {
            return new EditView("refused", Optional.of(refused.at()), "", refused.problems());
        }
        return new EditView("none", Optional.empty(), "", List.of());
    }

    boolean isRefused() {
        return outcome.equals("refused");
    }
}
