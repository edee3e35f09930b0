package dev.caravan.local.s3;

import dev.caravan.local.protocol.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A PUT on a raw socket whose body stops after its first part until it is told to go on. */
public final class StalledUpload implements AutoCloseable {
    private static final Duration LINK = Duration.ofMinutes(10);

    private final Socket socket;
    private final String rest;

    private StalledUpload(Socket socket, String rest) {
        this.socket = socket;
        this.rest = rest;
    }

    /**
     * Sends the head of a request and the first part of its body, and returns when a file below the directory holds it.
     *
     * @param ifNoneMatch whether the object must be new
     */
    public static StalledUpload begin(
            LocalS3 s3, Credentials keys, String bucket, String key, String first, String rest, boolean ifNoneMatch)
            throws IOException {
        return begin(s3.endpoint(), s3.objects(), keys, bucket, key, first, rest, ifNoneMatch);
    }

    static StalledUpload begin(
            URI endpoint,
            Path directory,
            Credentials keys,
            String bucket,
            String key,
            String first,
            String rest,
            boolean ifNoneMatch)
            throws IOException {
        URL url = presigned(endpoint, keys, bucket, key, ifNoneMatch);
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(20_000);
        StalledUpload upload = new StalledUpload(socket, rest);
        upload.send("PUT " + url.getFile() + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + (ifNoneMatch ? "\r\nIf-None-Match: *" : "")
                + "\r\nConnection: close\r\nContent-Length: " + (first.length() + rest.length()) + "\r\n\r\n" + first);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isStored(directory, first));
        return upload;
    }

    private static URL presigned(URI endpoint, Credentials keys, String bucket, String key, boolean ifNoneMatch) {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
                .build()) {
            return presigner
                    .presignPutObject(link -> link.signatureDuration(LINK)
                            .putObjectRequest(put -> put.bucket(bucket).key(key).ifNoneMatch(ifNoneMatch ? "*" : null)))
                    .url();
        }
    }

    private static boolean isStored(Path directory, String content) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> holds(file, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path file, String content) {
        try {
            return Arrays.equals(Files.readAllBytes(file), content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Sends the rest of the body; returns the status line of the answer. */
    public String finish() throws IOException {
        send(rest);
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        return answer.readLine();
    }

    /** Breaks the connection off, if the upload is still under way. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
