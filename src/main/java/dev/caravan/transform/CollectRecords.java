package dev.caravan.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.failure.PermanentException;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RejectedRecordException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.ValidationException;

/**
 * The aggregation strategy that makes a batch again of what a {@code split} over a batch did to each record.
 *
 * <p>A record that one of the {@code filter}s it met did not let through is filtered out. Parse, conversion and
 * validation exceptions make the record a dead letter and its neighbours go on; every other exception fails the batch and
 * names the position.
 */
public final class CollectRecords implements AggregationStrategy {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Exchange aggregate(Exchange collected, Exchange record) {
        throw new IllegalStateException("CollectRecords belongs to a split over a batch");
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange current, Exchange input) {
        if (!(input.getMessage().getBody() instanceof RecordBatch batch)) {
            throw new PermanentException("#collectRecords belongs to a split over the batch of a batch source: the body"
                    + " of the route is no batch where the split begins");
        }
        Exchange result = before != null ? before : current;
        Collected collected =
                before == null ? new Collected() : before.getMessage().getBody(Collected.class);
        int index = current.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
        add(batch, batch.left().get(index), current, input, collected);
        result.setException(null);
        result.getMessage().setBody(collected);
        return result;
    }

    /** In the order of the records, whatever the order in which a parallel split was done with them. */
    @Override
    public void onCompletion(Exchange result, Exchange input) {
        if (result != null && result.getMessage().getBody() instanceof Collected collected) {
            RecordBatch batch = (RecordBatch) input.getMessage().getBody();
            result.getMessage().setBody(batch.withContents(List.copyOf(collected.contents.values())));
            // A later split starts from what this one leaves.
            filterStates(result, input).toList().forEach(result::removeProperty);
        }
    }

    /** What is left of the records met so far, by their place. */
    private static final class Collected {
        private final SortedMap<Integer, BatchRecord> contents = new TreeMap<>();
    }

    private static void add(
            RecordBatch batch, BatchRecord record, Exchange exchange, Exchange input, Collected collected) {
        if (exchange.getException() != null) {
            reject(batch, record, exchange.getException());
        } else if (isFilteredOut(exchange, input)) {
            batch.filter(record);
        } else {
            try {
                collected.contents.put(record.index(), content(record, exchange));
            } catch (RejectedRecordException | InvalidPayloadException e) {
                reject(batch, record, e);
            }
        }
    }

    /** A filter that the whole batch met before the split says nothing about one record. */
    private static boolean isFilteredOut(Exchange exchange, Exchange input) {
        return filterStates(exchange, input).anyMatch(name -> Boolean.FALSE.equals(exchange.getProperty(name)));
    }

    private static Stream<String> filterStates(Exchange exchange, Exchange input) {
        return exchange.getProperties().keySet().stream()
                .filter(name -> name.startsWith(SplitSupport.FILTER_MATCHED) && input.getProperty(name) == null);
    }

    private static BatchRecord content(BatchRecord record, Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof BatchRecord same) {
            return same;
        }
        JsonNode json = body instanceof JsonNode node ? node : body instanceof Map ? JSON.valueToTree(body) : null;
        requireFinite(json);
        return json instanceof ObjectNode object
                ? record.withJson(object)
                : record.withBytes(exchange.getMessage().getMandatoryBody(byte[].class));
    }

    /** Jackson makes Infinity of 1E400, and would write it as a text. */
    private static void requireFinite(JsonNode json) {
        if (json == null) {
            return;
        }
        if ((json.isDouble() || json.isFloat()) && !Double.isFinite(json.doubleValue())) {
            throw new RejectedRecordException(
                    Reason.STEP_FAILED, "The split made a number of it that JSON does not have: NaN or Infinity");
        }
        json.forEach(CollectRecords::requireFinite);
    }

    private static void reject(RecordBatch batch, BatchRecord record, Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof RejectedRecordException rejected) {
                batch.reject(record, rejected.reason(), rejected.getMessage());
                return;
            }
            if (t instanceof JsonProcessingException json) {
                batch.reject(record, Reason.NOT_JSON, json.getOriginalMessage());
                return;
            }
            if (t instanceof ValidationException
                    || t instanceof TypeConversionException
                    || t instanceof NoTypeConversionAvailableException
                    || t instanceof InvalidPayloadException) {
                batch.reject(record, Reason.STEP_FAILED, t.getClass().getSimpleName() + ": " + t.getMessage());
                return;
            }
        }
        throw new RuntimeCamelException(
                "Record " + record.source().position().text() + " of "
                        + batch.range().partition().label() + " failed in a step of the split: " + failure,
                failure);
    }
}
