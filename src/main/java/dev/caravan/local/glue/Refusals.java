package dev.caravan.local.glue;

import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsOperation;
import java.io.UncheckedIOException;

/** Turns what the catalog refuses into AWS's errors. */
final class Refusals {
    private static final int INTERNAL_ERROR = 500;

    private Refusals() {}

    static AwsOperation of(AwsOperation operation) {
        return input -> {
            try {
                return operation.handle(input);
            } catch (CatalogException e) {
                throw AwsError.badRequest(e.kind().awsName(), e.getMessage());
            } catch (UncheckedIOException e) {
                throw new AwsError("InternalServiceException", INTERNAL_ERROR, e.getMessage());
            }
        };
    }
}
