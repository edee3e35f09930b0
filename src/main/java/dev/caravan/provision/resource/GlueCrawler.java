package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * @param database where its tables go
 * @param targets {@code s3://BUCKET/PREFIX} that it walks, one or more
 * @param role name or ARN of the IAM role it walks with; it must be there
 */
public record GlueCrawler(String name, String database, List<String> targets, String role) implements Resource {

    public GlueCrawler {
        requireNonNull(name, "name");
        requireNonNull(database, "database");
        targets = List.copyOf(targets);
        requireNonNull(role, "role");
    }

    @Override
    public String kind() {
        return "crawler";
    }

    @Override
    public String wanted() {
        return "of " + String.join(", ", targets) + " into " + database + ", role " + role;
    }
}
