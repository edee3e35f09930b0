package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

/** Where crawlers put their tables. */
public record GlueDatabase(String name) implements Resource {

    public GlueDatabase {
        requireNonNull(name, "name");
    }

    @Override
    public String kind() {
        return "database";
    }

    @Override
    public String wanted() {
        return "";
    }
}
