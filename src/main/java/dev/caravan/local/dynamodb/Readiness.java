package dev.caravan.local.dynamodb;

import dev.caravan.local.process.LocalStartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a fresh DynamoDB Local for its tables: the first request opens the database, so that its answer proves that the
 * native library and the directory work, which a listening port does not.
 */
record Readiness(URI endpoint, String server) {
    void await(Duration timeout) {
        HttpRequest listTables = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=readiness/20200101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try {
            HttpResponse<String> reply =
                    HttpClient.newHttpClient().send(listTables, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != 200) {
                throw new LocalStartException(
                        server + " answered ListTables with " + reply.statusCode() + ": " + reply.body());
            }
        } catch (IOException e) {
            throw new LocalStartException(server + " did not answer ListTables: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStartException("Interrupted while waiting for " + server, e);
        }
    }
}
