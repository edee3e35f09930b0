package dev.caravan.provision.s3;

import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3's way to say that a bucket which is there has no such document: 404 with a code of its own for each kind, which
 * stand-ins do not all spell alike.
 */
final class Missing {

    private static final int NOT_FOUND = 404;

    private Missing() {}

    static boolean is(S3Exception failure) {
        return failure.statusCode() == NOT_FOUND
                && failure.awsErrorDetails() != null
                && !"NoSuchBucket".equals(failure.awsErrorDetails().errorCode());
    }
}
