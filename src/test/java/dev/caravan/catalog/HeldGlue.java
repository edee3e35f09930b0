package dev.caravan.catalog;

import dev.caravan.local.glue.LocalGlue;
import dev.caravan.local.glue.LocalGlueSettings;
import dev.caravan.testing.SharedServices;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** A Glue of its own whose crawls stand still until they are let go. */
final class HeldGlue implements AutoCloseable, ExecutionInterceptor {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Class<? extends SdkRequest> at;
    private final S3Client s3 = S3Client.builder()
            .endpointOverride(SharedServices.s3().endpoint())
            .forcePathStyle(true)
            .region(SharedServices.REGION)
            .credentialsProvider(SharedServices.credentialsProvider())
            .overrideConfiguration(override -> override.addExecutionInterceptor(this))
            .build();
    final LocalGlue service =
            LocalGlue.start(new LocalGlueSettings(0, SharedServices.CREDENTIALS, Clock.systemUTC(), null), s3);

    private HeldGlue(Class<? extends SdkRequest> at) {
        this.at = at;
    }

    /** Crawls stand still at their first look at S3. */
    HeldGlue() {
        this(SdkRequest.class);
    }

    /** Crawls stand still when they have listed the objects and begin to read them. */
    static HeldGlue afterTheListing() {
        return new HeldGlue(GetObjectRequest.class);
    }

    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void letGo() {
        goOn.countDown();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (!at.isInstance(context.request())) {
            return;
        }
        held.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        letGo();
        service.close();
        s3.close();
    }
}
