package dev.caravan.provision.catalog;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.WorkGroup;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/** A work group goes with its named queries; results stay in their bucket. */
public final class WorkGroupProvisioner implements Provisioner {

    private static final String NONE = "none";

    private final AthenaClient athena;
    private final WorkGroup group;
    private final DeploymentTag tag;
    private final Account account;

    public WorkGroupProvisioner(AthenaClient athena, WorkGroup group, DeploymentTag tag, Account account) {
        if (group.name().equals(WorkGroup.PRIMARY)) {
            throw new IllegalArgumentException("The work group primary is AWS's own");
        }
        this.athena = requireNonNull(athena, "athena");
        this.group = requireNonNull(group, "group");
        this.tag = requireNonNull(tag, "tag");
        this.account = requireNonNull(account, "account");
    }

    @Override
    public WorkGroup resource() {
        return group;
    }

    @Override
    public State state() {
        Optional<WorkGroupSummary> found = find();
        if (found.isEmpty()) {
            return new State.Absent();
        }
        software.amazon.awssdk.services.athena.model.WorkGroup is =
                athena.getWorkGroup(get -> get.workGroup(group.name())).workGroup();
        WorkGroupConfiguration configuration = is.configuration();
        return new Comparison()
                .tags(tag, this::tags, this::putTag)
                .setting("state", () -> enabled(is.state()))
                .setting("enforcement", () -> enforced(configuration.enforceWorkGroupConfiguration()))
                .setting("output", () -> output(configuration))
                .setting("scan limit", () -> scanLimit(configuration.bytesScannedCutoffPerQuery()))
                .found(String.valueOf(is.creationTime()));
    }

    @Override
    public void create() {
        try {
            athena.createWorkGroup(create -> create.name(group.name())
                    .description("Queries of the Caravan deployment " + tag.deployment())
                    .configuration(configuration -> configuration
                            .enforceWorkGroupConfiguration(true)
                            .bytesScannedCutoffPerQuery(group.scanLimit())
                            .resultConfiguration(results -> group.output().ifPresent(results::outputLocation)))
                    .tags(tagList()));
        } catch (InvalidRequestException e) {
            // The refusal of one that is there, perhaps by this very call, whose first answer was lost.
            if (find().isEmpty()) {
                throw e;
            }
        }
    }

    private void putTag() {
        String arn = arn().orElseThrow();
        athena.tagResource(put -> put.resourceARN(arn).tags(tagList()));
    }

    @Override
    public void delete() {
        try {
            athena.deleteWorkGroup(delete -> delete.workGroup(group.name()).recursiveDeleteOption(true));
        } catch (InvalidRequestException e) {
            if (find().isPresent()) {
                throw e;
            }
        }
    }

    private List<Tag> tagList() {
        return tag.asMap().entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    /** In an account that is not known nothing was made. */
    private Map<String, String> tags() {
        return arn().map(arn -> WorkGroupTags.of(athena, arn)).orElse(Map.of());
    }

    private Optional<String> arn() {
        return account.arn("athena", "workgroup/" + group.name());
    }

    /** A missing work group is refused as a bad request is, and told from it by its message alone: so they are listed. */
    private Optional<WorkGroupSummary> find() {
        return athena.listWorkGroupsPaginator(list -> list.maxResults(50)).stream()
                .flatMap(page -> page.workGroups().stream())
                .filter(summary -> summary.name().equals(group.name()))
                .findFirst();
    }

    private Optional<Change> enabled(WorkGroupState is) {
        return Change.unlessEqual(
                "state",
                is,
                WorkGroupState.ENABLED,
                () -> athena.updateWorkGroup(
                        update -> update.workGroup(group.name()).state(WorkGroupState.ENABLED)));
    }

    private Optional<Change> enforced(Boolean is) {
        return Change.unlessEqual(
                "enforcement of its settings",
                Boolean.TRUE.equals(is),
                true,
                () -> athena.updateWorkGroup(update -> update.workGroup(group.name())
                        .configurationUpdates(change -> change.enforceWorkGroupConfiguration(true))));
    }

    private Optional<Change> output(WorkGroupConfiguration is) {
        String found =
                is.resultConfiguration() == null || is.resultConfiguration().outputLocation() == null
                        ? NONE
                        : is.resultConfiguration().outputLocation();
        return Change.unlessEqual(
                "output",
                found,
                group.output().orElse(NONE),
                () -> athena.updateWorkGroup(update -> update.workGroup(group.name())
                        .configurationUpdates(change -> change.resultConfigurationUpdates(results -> {
                            if (group.output().isPresent()) {
                                results.outputLocation(group.output().orElseThrow());
                            } else {
                                results.removeOutputLocation(true);
                            }
                        }))));
    }

    private Optional<Change> scanLimit(Long is) {
        return Change.unlessEqual(
                "scan limit in bytes",
                is == null ? NONE : is.toString(),
                Long.toString(group.scanLimit()),
                () -> athena.updateWorkGroup(update -> update.workGroup(group.name())
                        .configurationUpdates(change -> change.bytesScannedCutoffPerQuery(group.scanLimit()))));
    }
}
