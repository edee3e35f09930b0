package dev.caravan.provision.catalog;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.TaggedResources;
import java.util.List;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The work groups with the deployment's tag; none in an account that is not known, in which nothing was made. */
public final class TaggedWorkGroups implements TaggedResources {

    private final AthenaClient athena;
    private final DeploymentTag tag;
    private final Account account;

    public TaggedWorkGroups(AthenaClient athena, DeploymentTag tag, Account account) {
        this.athena = requireNonNull(athena, "athena");
        this.tag = requireNonNull(tag, "tag");
        this.account = requireNonNull(account, "account");
    }

    @Override
    public String place() {
        return "Athena work groups";
    }

    @Override
    public List<String> find() {
        return account.id().isEmpty()
                ? List.of()
                : athena.listWorkGroupsPaginator(list -> list.maxResults(50)).stream()
                        .flatMap(page -> page.workGroups().stream())
                        .map(group -> group.name())
                        .filter(name -> account.arn("athena", "workgroup/" + name)
                                .filter(arn -> tag.isIn(WorkGroupTags.of(athena, arn)))
                                .isPresent())
                        .map(name -> "work group " + name)
                        .toList();
    }
}
