package dev.caravan.provision;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of one resource.
 *
 * @param details each a line: what it is to be, what changes, what the endpoint does not know, why it failed
 */
public record Row(Resource resource, Status status, List<String> details) {

    public Row {
        requireNonNull(resource, "resource");
        requireNonNull(status, "status");
        details = List.copyOf(details);
    }

    static Row of(Resource resource, Status status, String... details) {
        return new Row(resource, status, List.of(details));
    }

    /** The same with more to say. */
    Row and(List<String> more) {
        List<String> all = new ArrayList<>(details);
        all.addAll(more);
        return new Row(resource, status, all);
    }

    public boolean isFailure() {
        return status == Status.FAILED;
    }
}
