package dev.caravan.local.glue.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 endpoint on a directory, and short ways to fill it. */
public final class LakeOnS3 implements AutoCloseable {
    private final S3Proxy proxy;
    private final S3Client s3;

    private LakeOnS3(S3Proxy proxy, S3Client s3) {
        this.proxy = proxy;
        this.s3 = s3;
    }

    public static LakeOnS3 start(Path directory) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local", "local-secret")
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        proxy.start();
        S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + proxy.getPort()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")))
                .build();
        return new LakeOnS3(proxy, s3);
    }

    public S3Client s3() {
        return s3;
    }

    public LakeOnS3 bucket(String name) {
        s3.createBucket(request -> request.bucket(name));
        return this;
    }

    public LakeOnS3 put(String bucket, String key, String text) {
        return put(bucket, key, text.getBytes(UTF_8));
    }

    public LakeOnS3 put(String bucket, String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        return this;
    }

    public LakeOnS3 delete(String bucket, String key) {
        s3.deleteObject(request -> request.bucket(bucket).key(key));
        return this;
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() throws Exception {
        s3.close();
        proxy.stop();
    }
}
