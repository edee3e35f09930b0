package dev.caravan.object;

import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The network between an S3 client and the shared S3 service, which breaks puts in the ways it is told. */
public final class FaultyHttpClient implements SdkHttpClient {

    /** What happens to one put. */
    public enum Fault {
        NONE,
        /** The connection breaks before the service sees the request. */
        LOST_REQUEST,
        /** The service does the work, the reply never comes. */
        LOST_REPLY,
        SLOW_DOWN(503, "SlowDown"),
        CONFLICT(409, "ConditionalRequestConflict");

        private final int status;
        private final String code;

        Fault() {
            this(0, "");
        }

        Fault(int status, String code) {
            this.status = status;
            this.code = code;
        }
    }

    private final SdkHttpClient network = ApacheHttpClient.create();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger puts = new AtomicInteger();
    private volatile Fault always = Fault.NONE;
    private volatile Runnable beforePut = () -> {};

    /** A client of the shared service through this network, without retries of its own. */
    public S3Client s3Client() {
        return S3Client.builder()
                .endpointOverride(SharedServices.s3().endpoint())
                .forcePathStyle(true)
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClient(this)
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /** The next puts meet these, one each. */
    public void next(Fault... faults) {
        for (Fault fault : faults) {
            this.faults.add(fault);
        }
    }

    /** Every put meets this. */
    public void always(Fault fault) {
        always = fault;
    }

    public void beforePut(Runnable action) {
        beforePut = action;
    }

    /** Puts sent so far, those that failed included. */
    public int puts() {
        return puts.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest real = network.prepareRequest(request);
        if (request.httpRequest().method() != SdkHttpMethod.PUT) {
            return real;
        }
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return put(real);
            }

            @Override
            public void abort() {
                real.abort();
            }
        };
    }

    private HttpExecuteResponse put(ExecutableHttpRequest real) throws IOException {
        puts.incrementAndGet();
        beforePut.run();
        Fault next = faults.poll();
        Fault fault = next == null ? always : next;
        return switch (fault) {
            case NONE -> real.call();
            case LOST_REQUEST -> throw new IOException("Connection reset before the request");
            case LOST_REPLY -> {
                real.call().responseBody().ifPresent(AbortableInputStream::abort);
                throw new IOException("Connection reset before the reply");
            }
            case SLOW_DOWN, CONFLICT -> answer(fault);
        };
    }

    private static HttpExecuteResponse answer(Fault fault) {
        byte[] body = ("<Error><Code>" + fault.code + "</Code><Message>planted</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(fault.status)
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public void close() {
        network.close();
    }
}
