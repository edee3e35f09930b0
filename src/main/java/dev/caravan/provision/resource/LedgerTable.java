package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

/** The DynamoDB table in which {@code setup} writes down what it makes and cannot tag. */
public record LedgerTable(String name) implements Resource {

    /** Its key attribute. */
    public static final String KEY = "resource";

    public LedgerTable {
        requireNonNull(name, "name");
    }

    @Override
    public String kind() {
        return "ledger";
    }

    @Override
    public String wanted() {
        return "what setup makes and cannot tag";
    }
}
