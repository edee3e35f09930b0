package dev.caravan.provision;

import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.List;

/** What there is beside what is wanted; nothing is changed. */
final class Plan {

    private final Ownership ownership;

    Plan(Ownership ownership) {
        this.ownership = ownership;
    }

    Row row(Provisioner provisioner) {
        Resource resource = provisioner.resource();
        return Attempt.at(resource, "Looking at", () -> {
            State state = provisioner.state();
            return state instanceof State.Found found
                    ? found(resource, found)
                    : Row.of(resource, Status.CREATE).and(wanted(resource));
        });
    }

    private Row found(Resource resource, State.Found found) {
        List<String> changes = found.changes().stream().map(Change::what).toList();
        if (!ownership.isOurs(resource, found)) {
            return ownership.foreign(resource).and(changes).and(found.unsupported());
        }
        Status status = changes.isEmpty() ? Status.UNCHANGED : Status.CHANGE;
        boolean possible = found.changes().stream().allMatch(Change::possible);
        return new Row(resource, possible ? status : Status.FAILED, changes).and(found.unsupported());
    }

    static List<String> wanted(Resource resource) {
        return resource.wanted().isEmpty() ? List.of() : List.of(resource.wanted());
    }
}
