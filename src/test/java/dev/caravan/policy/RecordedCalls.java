package dev.caravan.policy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Every call of the AWS SDK in this JVM to an endpoint named {@value #HOST}. The embedded services and the tests' own
 * clients say 127.0.0.1, so that the product's calls are told apart by its endpoints' settings. The SDK finds this class
 * by {@code execution.interceptors}.
 */
public final class RecordedCalls implements ExecutionInterceptor {

    static final String HOST = "localhost";

    private static final Queue<Call> CALLS = new ConcurrentLinkedQueue<>();

    /** @param service as the SDK names it, for example {@code DynamoDb} */
    public record Call(String service, String operation, SdkRequest request) {}

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (context.httpRequest().host().equals(HOST)) {
            CALLS.add(new Call(
                    attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                    attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                    context.request()));
        }
    }

    /** What was called since the last time. */
    public static List<Call> take() {
        List<Call> calls = List.copyOf(CALLS);
        CALLS.clear();
        return calls;
    }
}
