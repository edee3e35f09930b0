package dev.caravan.provision;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.NotSupported;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Makes what is missing and changes what is ours and not as wanted. A run that was killed is finished by the next: what it
 * made is known by its tag or the ledger, and each setting is compared again.
 */
final class Setup {

    private static final int SERVER_ERROR = 500;

    private final Ownership ownership;
    private final Consumer<String> progress;

    /** @param progress what begins now and may take a while, in words */
    Setup(Ownership ownership, Consumer<String> progress) {
        this.ownership = ownership;
        this.progress = progress;
    }

    Row row(Provisioner provisioner) {
        Resource resource = provisioner.resource();
        return Attempt.at(resource, "Making", () -> {
            boolean absent = provisioner.state() instanceof State.Absent;
            if (absent) {
                progress.accept("making the " + resource.label());
                create(provisioner);
            }
            if (!(provisioner.state() instanceof State.Found found)) {
                throw new RetryableException(
                        "The " + resource.label() + " was made and is not there: run setup again", null);
            }
            if (!ownership.isOurs(resource, found)) {
                return ownership
                        .foreign(resource)
                        .and(found.changes().stream().map(Change::what).toList())
                        .and(found.unsupported());
            }
            ownership.settle(resource, found);
            List<String> said = new ArrayList<>(found.unsupported());
            boolean changed = change(resource, found.changes(), absent, said);
            return absent
                    ? Row.of(resource, Status.CREATED)
                            .and(Plan.wanted(resource))
                            .and(said)
                    : new Row(resource, changed ? Status.CHANGED : Status.UNCHANGED, said);
        });
    }

    /** What was refused was not made, and is not ours if somebody else makes it; what got no answer may yet be there. */
    private void create(Provisioner provisioner) {
        ownership.begin(provisioner.resource());
        try {
            provisioner.create();
        } catch (SdkServiceException e) {
            if (e.statusCode() < SERVER_ERROR) {
                ownership.forget(provisioner.resource());
            }
            throw e;
        } catch (PermanentException e) {
            ownership.forget(provisioner.resource());
            throw e;
        }
    }

    /** All that can be changed is, before one that cannot fails the row. */
    private boolean change(Resource resource, List<Change> changes, boolean quiet, List<String> said) {
        boolean changed = false;
        for (Change change : changes.stream().filter(Change::possible).toList()) {
            progress.accept("changing the " + resource.label() + ": " + change.what());
            try {
                change.remedy().run();
                changed = true;
                if (!quiet) {
                    said.add(change.what());
                }
            } catch (SdkServiceException e) {
                said.add(NotSupported.in(change.what(), e));
            }
        }
        changes.stream().filter(change -> !change.possible()).forEach(change -> change.remedy()
                .run());
        return changed;
    }
}
