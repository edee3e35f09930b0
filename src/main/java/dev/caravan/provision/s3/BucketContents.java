package dev.caravan.provision.s3;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.provision.service.NotSupported;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Empties a bucket, page by page: unfinished uploads, and every version and delete marker of every object. */
final class BucketContents {

    private final S3Client s3;
    private final String bucket;

    BucketContents(S3Client s3, String bucket) {
        this.s3 = requireNonNull(s3, "s3");
        this.bucket = requireNonNull(bucket, "bucket");
    }

    void abortUploads() {
        s3.listMultipartUploadsPaginator(list -> list.bucket(bucket)).uploads().stream()
                .toList()
                .forEach(upload -> s3.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    void deleteVersions() {
        try {
            s3.listObjectVersionsPaginator(list -> list.bucket(bucket)).stream()
                    .map(BucketContents::identifiers)
                    .forEach(this::delete);
        } catch (SdkServiceException e) {
            if (!NotSupported.is(e)) {
                throw e;
            }
            // A store without versions.
            deleteObjects();
        }
    }

    private void deleteObjects() {
        s3.listObjectsV2Paginator(list -> list.bucket(bucket)).stream()
                .map(page -> page.contents().stream()
                        .map(object ->
                                ObjectIdentifier.builder().key(object.key()).build())
                        .toList())
                .forEach(this::delete);
    }

    private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse page) {
        List<ObjectIdentifier> all = new ArrayList<>();
        Stream.concat(
                        page.versions().stream().map(version -> ObjectIdentifier.builder()
                                .key(version.key())
                                .versionId(version.versionId())),
                        page.deleteMarkers().stream().map(marker -> ObjectIdentifier.builder()
                                .key(marker.key())
                                .versionId(marker.versionId())))
                .forEach(identifier -> all.add(identifier.build()));
        return all;
    }

    /** @param objects of one page, 1,000 at most, which is what S3 takes */
    private void delete(List<ObjectIdentifier> objects) {
        if (objects.isEmpty()) {
            return;
        }
        DeleteObjectsResponse answer = s3.deleteObjects(delete ->
                delete.bucket(bucket).delete(all -> all.objects(objects).quiet(true)));
        if (!answer.errors().isEmpty()) {
            S3Error first = answer.errors().get(0);
            throw new PermanentException(answer.errors().size() + " of " + objects.size() + " versions in the bucket "
                    + bucket + " could not be deleted, the first is " + first.key() + ": " + first.code() + " "
                    + first.message() + ". Look for a lock on it, or a policy that denies s3:DeleteObjectVersion");
        }
    }
}
