package dev.caravan.local.child.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a fresh DynamoDB Local for its tables: the first request loads its native library and opens the database, so
 * that the answer proves that both work, which a listening port does not.
 */
record FirstRequest(int port) {

    private static final Duration TIMEOUT = Duration.ofSeconds(50);

    /** @throws IOException if the answer is none or a refusal */
    void await() throws IOException, InterruptedException {
        HttpRequest listTables = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=readiness/20200101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> reply = HttpClient.newHttpClient().send(listTables, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
            throw new IOException("ListTables was answered with " + reply.statusCode() + ": " + reply.body());
        }
    }
}
