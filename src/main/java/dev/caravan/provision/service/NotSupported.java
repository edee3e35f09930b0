package dev.caravan.provision.service;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Calls that stand-ins for AWS refuse because they do not know them. */
public final class NotSupported {

    private static final int NOT_IMPLEMENTED = 501;

    private NotSupported() {}

    /** Whether the endpoint has no such operation, as against refusing this one call of it. */
    public static boolean is(SdkServiceException failure) {
        return failure.statusCode() == NOT_IMPLEMENTED || code(failure).equals("UnknownOperationException");
    }

    private static String code(SdkServiceException failure) {
        return failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? String.valueOf(answer.awsErrorDetails().errorCode())
                : "";
    }

    /**
     * The line about a setting that cannot be had here.
     *
     * @throws SdkServiceException the failure itself, if it is another
     */
    public static String in(String setting, SdkServiceException failure) {
        if (!is(failure)) {
            throw failure;
        }
        return setting + ": not supported by this endpoint";
    }
}
