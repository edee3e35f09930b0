package dev.caravan.local.s3;

import com.google.common.util.concurrent.Striped;
import java.io.InputStream;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Lets one writer at a time at each object key. The file store looks whether a key exists and only later moves the new
 * file there; between the two another create of the same key would pass the same check, and If-None-Match: * would
 * have two winners.
 */
final class OneWriterPerKey extends ForwardingBlobStore {
    private final Striped<Lock> locks = Striped.lazyWeakLock(1 << 16);

    OneWriterPerKey(BlobStore files) {
        super(files);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        return alone(request.bucket(), request.key(), () -> super.putBlob(request, body));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return alone(request.destinationBucket(), request.destinationKey(), () -> super.copyBlob(request));
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return alone(request.bucket(), request.key(), () -> super.removeBlob(request));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return alone(request.bucket(), request.key(), () -> super.completeMultipartUpload(upload, request));
    }

    private <T> T alone(String bucket, String key, Supplier<T> write) {
        Lock lock = locks.get(bucket + "/" + key);
        lock.lock();
        try {
            return write.get();
        } finally {
            lock.unlock();
        }
    }
}
