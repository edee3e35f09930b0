package dev.caravan.doctor;

import dev.caravan.policy.Arns;

/** Asks where a bucket is, as Athena does. */
record LocationProbe(String bucket) implements Probe {

    @Override
    public String what() {
        return "bucket " + bucket;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        attempts.make("s3:GetBucketLocation", Arns.bucket(bucket), () -> access.clients()
                .s3()
                .getBucketLocation(request -> request.bucket(bucket).overrideConfiguration(Attempts.SHORT)));
    }
}
