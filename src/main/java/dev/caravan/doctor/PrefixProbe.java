package dev.caravan.doctor;

import dev.caravan.aws.AwsFailures;
import dev.caravan.policy.Arns;
import dev.caravan.reconcile.Place;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists the objects under a prefix and looks at the first; if it may write, creates one of its own and removes it again.
 * Crawlers and Athena pass over names that begin with an underscore.
 *
 * @param created whether the routes create objects there
 */
record PrefixProbe(Place place, boolean created) implements Probe {

    private static final String NAME = "_caravan-doctor-probe";

    @Override
    public String what() {
        return place.toString();
    }

    @Override
    public void run(Access access, Attempts attempts) {
        S3Client s3 = access.clients().s3();
        Optional<ListObjectsV2Response> listed = attempts.make(
                "s3:ListBucket",
                Arns.bucket(place.bucket()),
                () -> s3.listObjectsV2(request -> request.bucket(place.bucket())
                        .prefix(place.prefix().value())
                        .maxKeys(1)
                        .overrideConfiguration(Attempts.SHORT)));
        listed.ifPresent(answer -> read(answer.contents(), s3, attempts));
        if (listed.isPresent() && created && access.write()) {
            write(s3, attempts);
        }
    }

    /** An object that is there: of one that is not, S3 may answer 403 to who may read it. */
    private void read(List<S3Object> first, S3Client s3, Attempts attempts) {
        if (first.isEmpty()) {
            attempts.add(State.NOT_TRIED, "s3:GetObject", objects(), "there is no object yet to look at");
        } else {
            attempts.make(
                    "s3:GetObject",
                    objects(),
                    () -> s3.headObject(request -> request.bucket(place.bucket())
                            .key(first.get(0).key())
                            .overrideConfiguration(Attempts.SHORT)));
        }
    }

    private void write(S3Client s3, Attempts attempts) {
        Optional<PutObjectResponse> written = attempts.make(
                "s3:PutObject",
                objects(),
                () -> s3.putObject(
                        request -> request.bucket(place.bucket())
                                .key(key())
                                .ifNoneMatch("*")
                                .contentType("text/plain")
                                .overrideConfiguration(Attempts.SHORT),
                        RequestBody.fromString("Written by caravan doctor --write-probe")),
                answer -> answer.statusCode() == HttpURLConnection.HTTP_PRECON_FAILED,
                "one of before lies there: " + place + NAME);
        if (written.isPresent()) {
            remove(s3, attempts);
        }
    }

    /** The role that writes may not delete, and need not. */
    private void remove(S3Client s3, Attempts attempts) {
        try {
            s3.deleteObject(request -> request.bucket(place.bucket()).key(key()).overrideConfiguration(Attempts.SHORT));
        } catch (SdkException e) {
            attempts.note(place + NAME + " is left there: "
                    + AwsFailures.classify("DeleteObject", e).getMessage());
        }
    }

    private String key() {
        return place.prefix() + NAME;
    }

    private String objects() {
        return Arns.objects(place.bucket(), place.prefix().value());
    }
}
