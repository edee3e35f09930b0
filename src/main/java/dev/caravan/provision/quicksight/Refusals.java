package dev.caravan.provision.quicksight;

import dev.caravan.failure.PermanentException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.quicksight.model.AccessDeniedException;
import software.amazon.awssdk.services.quicksight.model.ExceptionResourceType;
import software.amazon.awssdk.services.quicksight.model.QuickSightException;
import software.amazon.awssdk.services.quicksight.model.ResourceNotFoundException;
import software.amazon.awssdk.services.quicksight.model.UnsupportedUserEditionException;

/** Refusals that are not about the call but about the account, and what to do about them. */
final class Refusals {

    private static final String SUBSCRIBE =
            " QuickSight needs a subscription of the account, made once in its console, with an edition that lets the API"
                    + " make analyses (Enterprise); then run setup --quicksight again";

    private Refusals() {}

    /** A {@link PermanentException}, or the refusal itself where it says enough. */
    static RuntimeException explained(String attempted, QuickSightException refusal) {
        if (refusal instanceof UnsupportedUserEditionException
                || (refusal instanceof ResourceNotFoundException missing && isOfAccount(missing))) {
            return new PermanentException(refused(attempted, refusal) + SUBSCRIBE, refusal);
        }
        if (refusal instanceof AccessDeniedException) {
            return new PermanentException(
                    refused(attempted, refusal)
                            + " Either the present credentials lack the permissions that the command policy prints for the"
                            + " role set-up, or the account has no subscription to QuickSight",
                    refusal);
        }
        return refusal;
    }

    /** Of a creation: what is missing is then what it needs, not what it makes. */
    static <T> T explainMissing(String attempted, Supplier<T> create) {
        try {
            return create.get();
        } catch (ResourceNotFoundException e) {
            throw isOfChart(e) ? e : new PermanentException(refused(attempted, e) + SUBSCRIBE, e);
        }
    }

    static <T> Optional<T> emptyIfMissing(Supplier<T> describe) {
        try {
            return Optional.of(describe.get());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String refused(String attempted, QuickSightException refusal) {
        String text = refusal.awsErrorDetails().errorMessage();
        return attempted + " was refused with " + refusal.awsErrorDetails().errorCode()
                + (text == null || text.isBlank() ? "." : ": " + text.strip().replaceFirst("\\.?$", "."));
    }

    private static boolean isOfAccount(ResourceNotFoundException missing) {
        return missing.resourceType() == ExceptionResourceType.ACCOUNT_SETTINGS
                || missing.resourceType() == ExceptionResourceType.NAMESPACE;
    }

    private static boolean isOfChart(ResourceNotFoundException missing) {
        return missing.resourceType() == ExceptionResourceType.DATA_SOURCE
                || missing.resourceType() == ExceptionResourceType.DATA_SET;
    }
}
