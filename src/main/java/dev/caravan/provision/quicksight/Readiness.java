package dev.caravan.provision.quicksight;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Patience;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.services.quicksight.model.ResourceStatus;

/**
 * How far the making, or the last change, of something has come.
 *
 * @param reason why it failed, in QuickSight's words; empty if it did not
 */
record Readiness(ResourceStatus status, String reason) {

    private static final Readiness BEGUN = new Readiness(ResourceStatus.CREATION_IN_PROGRESS, "");

    Readiness {
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
    }

    /**
     * Until it can be used.
     *
     * @param ask empty for what was made and cannot be seen yet
     * @throws PermanentException if it failed
     */
    static void await(String label, Patience patience, Supplier<Optional<Readiness>> ask) {
        AtomicReference<Readiness> last = new AtomicReference<>();
        patience.until("the end of QuickSight's work on the " + label, () -> {
            last.set(ask.get().orElse(BEGUN));
            return !last.get().isUnderWay();
        });
        if (last.get().isFailed()) {
            throw new PermanentException("QuickSight could not make the " + label + ", "
                    + last.get().text() + ". Correct what it names, and run setup --quicksight again");
        }
    }

    /**
     * What was not ended, or failed, is taken up again.
     *
     * @param await until it can be used
     * @param again makes it as wanted, and waits
     */
    Optional<Change> change(Runnable await, Runnable again) {
        if (isUnderWay()) {
            return Optional.of(new Change("status is " + text() + ", wanted the end of it", true, await));
        }
        return isFailed()
                ? Optional.of(new Change("status is " + text() + ", wanted success", true, again))
                : Optional.empty();
    }

    private boolean isUnderWay() {
        return status == ResourceStatus.CREATION_IN_PROGRESS || status == ResourceStatus.UPDATE_IN_PROGRESS;
    }

    private boolean isFailed() {
        return status == ResourceStatus.CREATION_FAILED || status == ResourceStatus.UPDATE_FAILED;
    }

    private String text() {
        return status + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
