package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

/** The DynamoDB table in which reports write down what became of each mail. */
public record ReportTable(String name) implements Resource {

    public ReportTable {
        requireNonNull(name, "name");
    }

    @Override
    public String kind() {
        return "report ledger";
    }

    @Override
    public String wanted() {
        return "what became of each mail of each report";
    }
}
