package dev.caravan.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Objects as files that come into being whole, in one step, as S3's do. S3Proxy alone writes beside the object's file,
 * where a listing, a crawler and a query engine would find the half of it. Here every object is written to a
 * {@link Draft} and moved into its bucket when it is complete.
 */
final class WholeObjects extends ForwardingBlobStore {
    private static final String OBJECT = "object";

    private final Path buckets;
    private final ObjectFiles files;

    /** @param buckets an existing directory, used by nobody else that writes */
    WholeObjects(Path buckets) {
        super(new FilesystemNio2BlobStore(buckets.toString()));
        this.buckets = buckets;
        this.files = new ObjectFiles(buckets);
    }

    @Override
    public ListBucketsResponse list() {
        ListBucketsResponse all = super.list();
        List<Bucket> visible = all.buckets().stream()
                .filter(bucket -> !bucket.name().startsWith("."))
                .toList();
        return all.toBuilder().buckets(visible).build();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request list) {
        requireBucket(list.bucket());
        return list.prefix() == null || files.find(list.bucket(), list.prefix()).isPresent()
                ? super.list(list)
                : SdkResponses.objectsPage(List.of(), List.of(), null);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest put, InputStream content) {
        if (ObjectFiles.isFolder(put.key()) && put.contentLength() == 0) {
            return super.putBlob(put, content);
        }
        requireWritable(put.bucket(), put.key());
        requireAnyOrNone(put.ifNoneMatch());
        try (Draft draft = Draft.open(buckets)) {
            PutObjectResponse response = super.putBlob(
                    put.toBuilder()
                            .bucket(draft.container())
                            .key(OBJECT)
                            .ifNoneMatch(null)
                            .build(),
                    content);
            requireWhole(draft.file(OBJECT), put.contentLength());
            publish(draft.file(OBJECT), put.bucket(), put.key(), put.ifNoneMatch());
            return response;
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest copy) {
        requireReadable(copy.sourceBucket(), copy.sourceKey());
        requireWritable(copy.destinationBucket(), copy.destinationKey());
        try (Draft draft = Draft.open(buckets)) {
            CopyObjectResponse response = super.copyBlob(copy.toBuilder()
                    .destinationBucket(draft.container())
                    .destinationKey(OBJECT)
                    .build());
            publish(draft.file(OBJECT), copy.destinationBucket(), copy.destinationKey(), null);
            return response;
        }
    }

    @Override
    public CreateBucketResponse createContainer(CreateBucketRequest create) {
        if (!ObjectFiles.isBucketName(create.bucket())) {
            throw new S3ProxyException(S3ErrorCode.INVALID_BUCKET_NAME);
        }
        return super.createContainer(create);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest create) {
        requireWritable(create.bucket(), create.key());
        return super.initiateMultipartUpload(create);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest part, InputStream content) {
        requireUpload(upload);
        return super.uploadMultipartPart(upload, part, content);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        requireUpload(upload);
        return super.listMultipartUpload(upload);
    }

    /** Puts the parts together in the draft; those of the upload stay until the object is there. */
    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest complete) {
        String bucket = upload.containerName();
        String key = upload.blobName();
        requireAnyOrNone(complete.ifNoneMatch());
        try (Draft draft = Draft.open(buckets)) {
            for (Part part : super.listMultipartUpload(upload)) {
                String name = AbstractNio2BlobStore.multipartPartName(upload.id(), key, part.partNumber());
                draft.link(buckets.resolve(bucket).resolve(name), name);
            }
            CompleteMultipartUploadResponse response = super.completeMultipartUpload(
                    new MultipartUpload(
                            upload.id(),
                            upload.request().toBuilder()
                                    .bucket(draft.container())
                                    .build()),
                    complete.toBuilder()
                            .bucket(draft.container())
                            .ifNoneMatch(null)
                            .build());
            publish(draft.file(key), bucket, key, complete.ifNoneMatch());
            super.abortMultipartUpload(upload);
            return response;
        }
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest head) {
        requireReadable(head.bucket(), head.key());
        return super.blobMetadata(head);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest get) {
        requireReadable(get.bucket(), get.key());
        return super.getBlob(get);
    }

    @Override
    public synchronized DeleteObjectResponse removeBlob(DeleteObjectRequest delete) {
        return files.find(delete.bucket(), delete.key()).isPresent()
                ? super.removeBlob(delete)
                : DeleteObjectResponse.builder().build();
    }

    @Override
    public synchronized void deleteBucket(String bucket) {
        super.deleteBucket(bucket);
    }

    /** The one step: no delete removes the directories meanwhile, nobody else makes the object. */
    private synchronized void publish(Path whole, String bucket, String key, String ifNoneMatch) {
        requireBucket(bucket);
        Path file = files.create(bucket, key);
        if (ifNoneMatch != null && Files.exists(file)) {
            throw S3Exceptions.preconditionFailed(null);
        }
        try {
            Files.createDirectories(file.getParent());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the object " + key + " of bucket " + bucket, e);
        }
    }

    private void requireBucket(String bucket) {
        if (!files.bucketExists(bucket)) {
            throw S3Exceptions.noSuchBucket(bucket, "");
        }
    }

    /** S3Proxy takes and lists parts of uploads that it never heard of; one that is under way has a stub. */
    private void requireUpload(MultipartUpload upload) {
        requireBucket(upload.containerName());
        Path stub = buckets.resolve(upload.containerName())
                .resolve(".mpus-" + upload.id() + "-" + upload.blobName() + "-stub");
        if (!Files.exists(stub)) {
            throw new S3ProxyException(S3ErrorCode.NO_SUCH_UPLOAD);
        }
    }

    private void requireReadable(String bucket, String key) {
        requireBucket(bucket);
        if (files.find(bucket, key).isEmpty()) {
            throw S3Exceptions.noSuchKey(bucket, key, "no such object");
        }
    }

    private void requireWritable(String bucket, String key) {
        requireBucket(bucket);
        files.create(bucket, key);
    }

    /** S3 knows this condition as {@code *} alone. */
    private static void requireAnyOrNone(String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw new S3ProxyException(S3ErrorCode.NOT_IMPLEMENTED, "If-None-Match takes * only, not " + ifNoneMatch);
        }
    }

    /** A body in chunks says how long it is and may end before. */
    private static void requireWhole(Path whole, Long length) {
        try {
            if (length != null && Files.size(whole) != length) {
                throw new S3ProxyException(S3ErrorCode.INCOMPLETE_BODY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the length of " + whole, e);
        }
    }
}
