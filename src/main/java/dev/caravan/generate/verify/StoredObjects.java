package dev.caravan.generate.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads every JSON Lines object under a prefix. */
final class StoredObjects {
    private static final int PARALLEL = 4;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final S3Client client;

    StoredObjects(S3Client client) {
        this.client = client;
    }

    /**
     * Hands over object key and line; lines of one object in order, from this thread. Objects below a name that begins
     * with {@code _} or {@code .} are no data, as for Athena.
     */
    void forEachLine(String bucket, String prefix, BiConsumer<String, String> consumer) {
        ExecutorService executor = Executors.newFixedThreadPool(PARALLEL);
        try {
            for (ListObjectsV2Response page :
                    client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))) {
                List<Callable<List<String>>> reads = new ArrayList<>();
                List<String> keys = new ArrayList<>();
                for (S3Object object : page.contents()) {
                    if (isData(object.key().substring(prefix.length())) && object.size() > 0) {
                        keys.add(object.key());
                        reads.add(() -> lines(bucket, object.key()));
                    }
                }
                List<Future<List<String>>> results = executor.invokeAll(reads);
                for (int at = 0; at < results.size(); at++) {
                    String key = keys.get(at);
                    results.get(at).get().forEach(line -> consumer.accept(key, line));
                }
            }
        } catch (ExecutionException failed) {
            throw new VerificationException(
                    "reading the objects of s3://" + bucket + "/" + prefix + " failed: "
                            + failed.getCause().getMessage(),
                    failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted while reading s3://" + bucket + "/" + prefix, interrupted);
        } finally {
            executor.shutdownNow();
        }
    }

    private static boolean isData(String name) {
        return Arrays.stream(name.split("/")).noneMatch(part -> part.startsWith("_") || part.startsWith("."));
    }

    private List<String> lines(String bucket, String key) {
        byte[] bytes =
                client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe();
        try {
            boolean zipped = bytes.length > 1 && bytes[0] == GZIP[0] && bytes[1] == GZIP[1];
            byte[] plain = zipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
            return new String(plain, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("s3://" + bucket + "/" + key + " is not gzip", broken);
        }
    }
}
