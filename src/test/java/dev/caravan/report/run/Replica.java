package dev.caravan.report.run;

import dev.caravan.failure.Abandonment;
import dev.caravan.report.ledger.LedgerRig;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One process with a report. It dies at a point of its work as a process does: its thread never goes on, no {@code finally}
 * is run, and nothing of it reaches the ledger any more.
 */
final class Replica implements AutoCloseable {

    /** Where a process may die. */
    enum Point {
        CLAIMED,
        ANSWERED,
        SENDING,
        TAKEN
    }

    private final ReportDesk desk;
    private final ReportDefinition report;
    private final AtomicReference<Point> plan;
    private final DynamoDbClient dynamoDb;
    private final CompletableFuture<Void> death = new CompletableFuture<>();
    private volatile boolean dead;

    /** @param plan shared: the first replica that comes to the point takes it, and dies */
    Replica(String owner, ReportRig rig, ReportDefinition report, AtomicReference<Point> plan) {
        this.report = report;
        this.plan = plan;
        this.dynamoDb = DynamoDbClient.builder()
                .endpointOverride(SharedServices.dynamoDb().endpoint())
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(new Cut()))
                .build();
        Mailing whole = rig.mail.mailing();
        Mailing mortal = new Mailing(
                (p, w, c, result, directory) -> {
                    at(Point.ANSWERED);
                    return whole.reports().compose(p, w, c, result, directory);
                },
                whole.failures(),
                letter -> {
                    at(Point.SENDING);
                    rig.mail.send(letter);
                    at(Point.TAKEN);
                },
                whole.domain());
        ReportDesk shared = rig.desk();
        this.desk = new ReportDesk(
                shared.queries(),
                LedgerRig.ledger(dynamoDb, rig.table, rig.clock, owner),
                mortal,
                (crawler, stopped) -> at(Point.CLAIMED),
                shared.progress(),
                shared.measures(),
                shared.clock(),
                Path.of("target"));
    }

    /** Does a round on a thread of its own; ends when the round does, or the replica. */
    CompletableFuture<Void> round() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                new Round(desk, report).doAll(new Abandonment(), outcome -> {});
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return CompletableFuture.anyOf(done, death).thenApply(ignored -> null);
    }

    boolean isDead() {
        return dead;
    }

    private void at(Point point) {
        if (plan.compareAndSet(point, null)) {
            dead = true;
            death.complete(null);
            awaitNothing();
        }
    }

    private static void awaitNothing() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts a dead replica", e);
        }
    }

    /** Its threads go on in this JVM; their calls do not. */
    private final class Cut implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
            if (dead) {
                awaitNothing();
            }
        }
    }

    @Override
    public void close() {
        dead = true;
        dynamoDb.close();
    }
}
