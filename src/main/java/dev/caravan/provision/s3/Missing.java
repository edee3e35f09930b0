package dev.caravan.provision.s3;

import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's way to say that a bucket has no such document: 404 with a code of its own for each kind. */
final class Missing {

    private static final int NOT_FOUND = 404;

    private Missing() {}

    static boolean is(S3Exception failure, String code) {
        return failure.statusCode() == NOT_FOUND
                && failure.awsErrorDetails() != null
                && code.equals(failure.awsErrorDetails().errorCode());
    }
}
