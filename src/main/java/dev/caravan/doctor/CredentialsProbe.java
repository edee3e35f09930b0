package dev.caravan.doctor;

import dev.caravan.aws.AwsFailures;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks whether there are credentials; where they come from may take its time, a process of one's own for example. */
record CredentialsProbe(AwsCredentialsProvider chain) implements Probe {

    @Override
    public String what() {
        return "credentials";
    }

    @Override
    public void run(Access access, Attempts attempts) {
        try {
            chain.resolveCredentials();
            attempts.add(State.OK, "", "", "found by AWS's default chain");
        } catch (SdkException e) {
            attempts.add(State.WRONG, "", "", AwsFailures.classify("A call", e).getMessage());
        }
    }
}
