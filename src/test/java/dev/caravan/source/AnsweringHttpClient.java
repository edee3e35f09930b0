package dev.caravan.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** A network on which the first calls of one operation of DynamoDB are refused, the others reach the service. */
final class AnsweringHttpClient implements SdkHttpClient {

    /** @param status of the answer; 0 for a connection that breaks */
    record Refusal(int status, String code) {}

    private final SdkHttpClient network = ApacheHttpClient.create();
    private final AtomicInteger calls = new AtomicInteger();
    private final String operation;
    private final Refusal refusal;
    private final int refusals;

    AnsweringHttpClient(String operation, Refusal refusal, int refusals) {
        this.operation = operation;
        this.refusal = refusal;
        this.refusals = refusals;
    }

    /** Calls of the operation so far, refused ones included. */
    int calls() {
        return calls.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest real = network.prepareRequest(request);
        boolean counted = request.httpRequest()
                .firstMatchingHeader("X-Amz-Target")
                .filter(target -> target.endsWith("." + operation))
                .isPresent();
        return !counted || calls.incrementAndGet() > refusals
                ? real
                : new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        return refuse();
                    }

                    @Override
                    public void abort() {
                        real.abort();
                    }
                };
    }

    private HttpExecuteResponse refuse() throws IOException {
        if (refusal.status() == 0) {
            throw new IOException("Connection reset");
        }
        byte[] body = ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + refusal.code()
                        + "\",\"message\":\"planted\"}")
                .getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(refusal.status())
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
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
