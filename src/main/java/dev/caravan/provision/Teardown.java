package dev.caravan.provision;

import dev.caravan.failure.PermanentException;
import dev.caravan.provision.resource.LedgerTable;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.List;
import java.util.function.Consumer;

/** Deletes what is ours and nothing else. */
final class Teardown {

    private final Ownership ownership;
    private final Consumer<String> progress;

    /** @param progress what begins now and may take a while, in words */
    Teardown(Ownership ownership, Consumer<String> progress) {
        this.ownership = ownership;
        this.progress = progress;
    }

    /** What would be deleted. */
    Row preview(Provisioner provisioner) {
        Resource resource = provisioner.resource();
        return Attempt.at(resource, "Looking at", () -> {
            if (!(provisioner.state() instanceof State.Found found)) {
                return Row.of(resource, Status.ABSENT);
            }
            return ownership.isOurs(resource, found) ? Row.of(resource, Status.DELETE) : ownership.foreign(resource);
        });
    }

    Row delete(Provisioner provisioner) {
        Resource resource = provisioner.resource();
        return Attempt.at(resource, "Deleting", () -> {
            if (!(provisioner.state() instanceof State.Found found)) {
                ownership.forget(resource);
                return Row.of(resource, Status.ABSENT);
            }
            if (!ownership.isOurs(resource, found)) {
                return ownership.foreign(resource);
            }
            requireSettled(resource);
            progress.accept("deleting the " + resource.label());
            provisioner.delete();
            ownership.forget(resource);
            return Row.of(resource, Status.DELETED);
        });
    }

    /** The ledger goes last, and stays as long as it alone knows whose something is. */
    private void requireSettled(Resource resource) {
        List<String> left = resource instanceof LedgerTable ? ownership.ledger().entries() : List.of();
        if (!left.isEmpty()) {
            throw new PermanentException("The " + resource.label() + " is kept: it alone says that setup made "
                    + String.join(", ", left) + ". Name them in the routes and settings again and run teardown again,"
                    + " or delete them and then the table");
        }
    }
}
