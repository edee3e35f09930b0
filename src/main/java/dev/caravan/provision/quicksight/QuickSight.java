package dev.caravan.provision.quicksight;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.catalog.Account;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.quicksight.QuickSightClient;
import software.amazon.awssdk.services.quicksight.model.QuickSightException;
import software.amazon.awssdk.services.quicksight.model.ResourceExistsException;
import software.amazon.awssdk.services.quicksight.model.Tag;

/** The account's QuickSight, as one deployment uses it. Every call names the account. */
public record QuickSight(QuickSightClient client, Account account, DeploymentTag tag, Patience patience) {

    public QuickSight {
        requireNonNull(client, "client");
        requireNonNull(account, "account");
        requireNonNull(tag, "tag");
        requireNonNull(patience, "patience");
    }

    /** Known once the ledger is there, which is made before everything else. */
    String accountId() {
        return account.id().orElseThrow();
    }

    /** @param resource the last part, for example {@code analysis/caravan} */
    String arn(String resource) {
        return account.arn("quicksight", resource).orElseThrow();
    }

    /** Empty if it is not there; nothing is in an account that is not known. */
    <T> Optional<T> find(String attempted, Function<QuickSightClient, T> describe) {
        if (account.id().isEmpty()) {
            return Optional.empty();
        }
        return Refusals.emptyIfMissing(() -> call(attempted, describe));
    }

    /**
     * @param attempted what and on what, as the start of a sentence
     * @throws dev.caravan.failure.PermanentException for a refusal that is about the account and its subscription
     * @throws QuickSightException for any other
     */
    <T> T call(String attempted, Function<QuickSightClient, T> call) {
        try {
            return call.apply(client);
        } catch (QuickSightException e) {
            throw Refusals.explained(attempted, e);
        }
    }

    /** The same for a creation; one that is there already was perhaps made by this very call, whose answer was lost. */
    void create(String attempted, Function<QuickSightClient, ?> create) {
        try {
            Refusals.explainMissing(attempted, () -> call(attempted, create));
        } catch (ResourceExistsException e) {
            // The next look at it says whose it is.
            return;
        }
    }

    List<Tag> tags() {
        return tag.asMap().entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    Supplier<Map<String, String>> tagsOf(String arn) {
        return () -> {
            Map<String, String> tags = new HashMap<>();
            call(
                            "Reading the tags of " + arn,
                            quickSight -> quickSight.listTagsForResource(list -> list.resourceArn(arn)))
                    .tags()
                    .forEach(each -> tags.put(each.key(), each.value()));
            return tags;
        };
    }

    Runnable putTagOn(String arn) {
        return () -> call(
                "Tagging " + arn,
                quickSight -> quickSight.tagResource(put -> put.resourceArn(arn).tags(tags())));
    }
}
