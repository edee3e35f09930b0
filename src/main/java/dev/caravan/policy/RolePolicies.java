package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import dev.caravan.usage.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The policy of each role, for the routes' uses and the settings. */
final class RolePolicies {

    private final PolicySettings settings;
    private final Inventory inventory;

    RolePolicies(PolicySettings settings, Inventory inventory) {
        this.settings = requireNonNull(settings, "settings");
        this.inventory = requireNonNull(inventory, "inventory");
    }

    /** Without a statement if the role has nothing to do. */
    Policy of(Role role) {
        return new Policy(statements(role).toList());
    }

    private Stream<Statement> statements(Role role) {
        return Stream.concat(ofWork(role), SecretGrants.of(role, settings));
    }

    private Stream<Statement> ofWork(Role role) {
        return switch (role) {
            case INGEST -> new IngestPolicy(settings, inventory).statements();
            case REPORTS ->
                Stream.of(
                                QueryGrants.of(settings, inventory),
                                settings.athena().stream()
                                        .flatMap(athena -> new KeyGrants(settings).readingAndWriting("s3")))
                        .flatMap(each -> each);
            case CRAWLER -> CrawlerPolicy.statements(settings, inventory);
            case SET_UP -> new SetUpPolicy(settings, inventory).statements();
            case OPERATOR -> new OperatorPolicy(settings, inventory).statements();
        };
    }

    /** Who may be the role: Glue for the crawlers, the workload for what runs, the account for people. */
    Policy trust(Role role, Trust workload) {
        return switch (role) {
            case INGEST, REPORTS -> workload.policy(settings.arns());
            case CRAWLER -> Trust.ofCrawlers(settings.arns(), inventory.crawlers());
            case SET_UP, OPERATOR -> new Trust.Account().policy(settings.arns());
        };
    }

    /** What these policies leave out, one sentence each. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        inventory
                .components()
                .forEach(other -> notices.add("Route " + other.route() + " uses " + other.uri()
                        + ", whose permissions are not computed: add them to the role ingest"));
        if (settings.athena().isPresent() && settings.results().isEmpty()) {
            notices.add(
                    "The setting athena.output is empty, so the place of query results is the work group's: set it to"
                            + " the same place, or add s3:PutObject and s3:GetObject there to the roles reports and operator");
        }
        if (inventory.uses().stream().anyMatch(RolePolicies::isCrawlerWithoutTargets)) {
            notices.add(
                    "A glue: step names no database or no targets, so the role crawler lacks them: give the step the"
                            + " options database and targets");
        }
        for (Role role : Role.values()) {
            tooLarge(role, of(role)).ifPresent(notices::add);
        }
        return List.copyOf(notices);
    }

    private static Optional<String> tooLarge(Role role, Policy policy) {
        int size = PolicyParts.size(policy);
        if (size <= PolicyParts.INLINE) {
            return Optional.empty();
        }
        int parts = PolicyParts.managed(policy).size();
        return Optional.of("The policy of the role " + role + " has " + size + " characters, and IAM takes "
                + PolicyParts.INLINE + " in a role itself: use --format cloudformation, which makes " + parts
                + " managed policies of it"
                + (parts > PolicyParts.MOST_MANAGED
                        ? "; a role has " + PolicyParts.MOST_MANAGED
                                + " at most unless its quota is raised, so give lakes a common prefix, or each deployment"
                                + " fewer routes"
                        : ""));
    }

    private static boolean isCrawlerWithoutTargets(Use use) {
        return use instanceof Use.RunsCrawler crawler
                && (crawler.database().isEmpty() || crawler.targets().isEmpty());
    }
}
