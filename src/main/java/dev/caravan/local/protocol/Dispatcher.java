package dev.caravan.local.protocol;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its reply: who asks, what for, in which form; knows nothing of sockets. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final String FALLBACK = "application/x-amz-json-1.1";

    private final AwsService service;
    private final SignatureVerifier verifier;
    private final Faults faults;
    private final Clock clock;

    Dispatcher(AwsService service, Credentials credentials, Clock clock, Faults faults) {
        this.service = service;
        this.verifier = new SignatureVerifier(service.name(), credentials, clock);
        this.faults = faults;
        this.clock = clock;
    }

    /** The time of an answer, by which SDKs correct their own clock for signing. */
    String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    Reply dispatch(SignedRequest request) {
        String contentType = request.header("content-type").orElse("");
        Optional<WireFormat> known = WireFormat.of(contentType);
        WireFormat format = known.orElse(WireFormat.JSON);
        String replyType = known.isPresent() ? contentType : FALLBACK;
        try {
            if (known.isEmpty()) {
                throw new AwsError(
                        "UnknownOperationException",
                        404,
                        service.name() + " reads application/x-amz-json-1.1 and application/x-amz-cbor-1.1, not '"
                                + contentType + "'.");
            }
            verifier.verify(request);
            return answer(request, replyType, format);
        } catch (AwsError e) {
            return Reply.of(e, replyType, format);
        } catch (RuntimeException e) {
            LOG.error("{} failed at {}", service.name(), target(request), e);
            String message = service.name() + " failed at " + target(request) + ": " + e;
            return Reply.of(new AwsError("InternalFailure", 500, message), replyType, format);
        }
    }

    private Reply answer(SignedRequest request, String contentType, WireFormat format) {
        String name = operationName(request);
        AwsOperation operation = service.operations().get(name);
        if (operation == null) {
            throw unknown(name);
        }
        Fault fault = faults.next(name);
        if (fault instanceof Fault.Refused refused) {
            throw refused.error();
        }
        IntPredicate failing = fault instanceof Fault.Partial partial ? partial.failing() : index -> false;
        AwsInput input = new AwsInput(format.read(request.body()), format, failing);
        Reply reply = Reply.of(operation.handle(input), contentType, format);
        return fault instanceof Fault.LostReply ? new Reply.Lost() : reply;
    }

    private String operationName(SignedRequest request) {
        String target = target(request);
        String prefix = service.targetPrefix() + ".";
        if (!request.method().equals("POST") || !request.path().equals("/") || !target.startsWith(prefix)) {
            throw unknown(request.method() + " " + request.path() + (target.isEmpty() ? "" : " " + target));
        }
        return target.substring(prefix.length());
    }

    private AwsError unknown(String operation) {
        return AwsError.badRequest(
                "UnknownOperationException",
                "The local " + service.name() + " does not know the operation " + operation + ".");
    }

    private static String target(SignedRequest request) {
        return request.header("x-amz-target").orElse("");
    }
}
