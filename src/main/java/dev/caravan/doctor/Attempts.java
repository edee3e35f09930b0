package dev.caravan.doctor;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The calls about one thing, one after the other, each a row. For one thread. */
final class Attempts {

    /** Of every request: with the SDK's own repetitions, and of one of them. */
    static final AwsRequestOverrideConfiguration SHORT = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(10))
            .apiCallAttemptTimeout(Duration.ofSeconds(4))
            .build();

    private final String what;
    private final ClockSkew skew;
    private final List<Row> rows = new ArrayList<>();
    private boolean unreachable;

    Attempts(String what, ClockSkew skew) {
        this.what = requireNonNull(what, "what");
        this.skew = requireNonNull(skew, "skew");
    }

    /**
     * Makes the call, unless one before it had no answer.
     *
     * @param action IAM's name of what must be allowed
     * @return the answer, if it was one
     */
    <T extends SdkResponse> Optional<T> make(String action, String resource, Supplier<T> call) {
        return make(action, resource, call, failure -> false, "");
    }

    /**
     * The same for a call that may be refused for a reason that only who is allowed to make it is told.
     *
     * @param expected refusals that show that the call is allowed
     * @param meaning what such a refusal says besides, for the row
     */
    <T extends SdkResponse> Optional<T> make(
            String action, String resource, Supplier<T> call, Predicate<SdkServiceException> expected, String meaning) {
        if (unreachable) {
            add(State.NOT_TRIED, action, resource, "the call before it had no answer");
            return Optional.empty();
        }
        try {
            T answer = call.get();
            skew.look(answer.sdkHttpResponse());
            add(State.OK, action, resource, "");
            return Optional.of(answer);
        } catch (SdkException e) {
            if (e instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
                skew.look(answer.awsErrorDetails().sdkHttpResponse());
            }
            if (e instanceof SdkServiceException answer && expected.test(answer)) {
                add(State.OK, action, resource, meaning);
            } else {
                failed(action, resource, e);
            }
            return Optional.empty();
        }
    }

    private void failed(String action, String resource, SdkException failure) {
        State state = state(failure);
        unreachable = state == State.UNREACHABLE;
        String message = AwsFailures.classify(action, failure).getMessage();
        String todo =
                switch (state) {
                    case NOT_ALLOWED -> "add " + action + " on " + resource + " to the role: ";
                    case NOT_THERE -> "run setup, or correct its name in the settings: ";
                    default -> "";
                };
        add(state, action, resource, todo + message);
    }

    private static State state(SdkException failure) {
        return switch (AwsFailures.verdict(failure)) {
            case NOT_ALLOWED -> State.NOT_ALLOWED;
            case NOT_THERE -> State.NOT_THERE;
            case UNAVAILABLE -> State.UNREACHABLE;
            case BAD_CREDENTIALS, NOT_SENT, REFUSED -> State.WRONG;
        };
    }

    /** Something more about the last call. */
    void note(String detail) {
        Row last = rows.remove(rows.size() - 1);
        add(last.state(), last.action(), last.resource(), detail);
    }

    void add(State state, String action, String resource, String detail) {
        rows.add(new Row(what, state, action, resource, detail));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
