package dev.caravan.provision;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.provision.resource.Resource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Work on one resource, whose failure is told in its row and does not stop the work on others. */
final class Attempt {

    private Attempt() {}

    /** @param doing in words, for example {@code Making} */
    static Row at(Resource resource, String doing, Supplier<Row> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            return Row.of(
                    resource,
                    Status.FAILED,
                    AwsFailures.classify(doing + " the " + resource.label(), e).getMessage());
        } catch (PermanentException | RetryableException e) {
            return Row.of(resource, Status.FAILED, e.getMessage());
        }
    }
}
