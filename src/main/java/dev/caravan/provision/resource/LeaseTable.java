package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

/** The DynamoDB table with the leases and checkpoints of one KCL application. */
public record LeaseTable(String name, String application) implements Resource {

    public LeaseTable {
        requireNonNull(name, "name");
        requireNonNull(application, "application");
    }

    @Override
    public String kind() {
        return "lease table";
    }

    @Override
    public String wanted() {
        return "of the application " + application;
    }
}
