package dev.caravan.faults.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What becomes of a request that a {@link Rule} has chosen. Called from the threads of many connections at once. */
@FunctionalInterface
public interface Action {

    /**
     * Plays the fault.
     *
     * @param target where the request was to go; an action need not forward it
     * @throws IOException if the client or the service goes away; both connections are closed then
     */
    Answer play(ProxiedRequest request, Target target) throws IOException, InterruptedException;

    /** Passes the request on; a rule with it exempts requests from the rules after it. */
    static Action forward() {
        return (request, target) -> target.forward(request);
    }

    /**
     * The service never sees the request, the client gets this answer. A body that waits for {@code 100 Continue} is not
     * asked for.
     *
     * @param headers without {@code Content-Length}, which is added
     */
    static Action answer(int status, Map<String, String> headers, byte[] body) {
        Map<String, String> fields = Map.copyOf(headers);
        return (request, target) -> {
            if (!request.waitsForContinue()) {
                request.body();
            }
            return WholeAnswer.to(request, status, fields, body);
        };
    }

    /** The service does what it was asked, and the client is never told: the connection closes without a byte. */
    static Action loseReply() {
        return (request, target) -> {
            target.forward(request).whole();
            return Answer.NONE;
        };
    }

    /** The whole request is read and never arrives. To the client it looks like {@link #loseReply()}. */
    static Action loseRequest() {
        return (request, target) -> {
            request.body();
            return Answer.NONE;
        };
    }

    /**
     * The whole request is read and arrives late: also when its client has given up by then, as packets that were under
     * way do.
     */
    static Action delay(Duration delay) {
        return (request, target) -> {
            request.body();
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            return target.forward(request);
        };
    }

    /** The answer's head and the first bytes of its body come, then the connection closes. */
    static Action truncateReply(int bytes) {
        return (request, target) -> target.forward(request).whole().cutAfter(bytes);
    }

    /**
     * The answer's body is changed on its way; {@code Content-Length} is mended and {@code x-amz-crc32} dropped, ETags and
     * checksums of the content are not.
     */
    static Action editReply(UnaryOperator<byte[]> edit) {
        return (request, target) -> target.forward(request).whole().edited(edit);
    }

    /** The whole request is read and waits at the door: nothing is done until {@link Hold#release()}. */
    static Action hold(Hold hold) {
        return (request, target) -> {
            request.body();
            hold.await();
            return target.forward(request);
        };
    }

    /** The service has done what it was asked, and its answer waits until {@link Hold#release()}. */
    static Action holdReply(Hold hold) {
        return (request, target) -> {
            WholeAnswer answer = target.forward(request).whole();
            hold.await();
            return answer;
        };
    }
}
