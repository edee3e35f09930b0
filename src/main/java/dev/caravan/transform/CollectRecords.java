package dev.caravan.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RejectedRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * <p>A record whose {@code filter} did not match is filtered out. Parse, conversion and validation exceptions make the
 * record a dead letter and its neighbours go on; every other exception fails the batch and names the position.
 */
public final class CollectRecords implements AggregationStrategy {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Exchange aggregate(Exchange collected, Exchange record) {
        throw new IllegalStateException("CollectRecords belongs to a split over a batch");
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange current, Exchange input) {
        RecordBatch batch = input.getMessage().getBody(RecordBatch.class);
        Exchange result = before != null ? before : current;
        List<BatchRecord> contents = before == null ? new ArrayList<>() : collected(before);
        int index = current.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
        BatchRecord record = batch.left().get(index);
        add(batch, record, current, contents);
        result.setException(null);
        boolean last = current.getProperty(ExchangePropertyKey.SPLIT_COMPLETE, false, Boolean.class);
        result.getMessage().setBody(last ? batch.withContents(contents) : contents);
        return result;
    }

    @SuppressWarnings("unchecked")
    private static List<BatchRecord> collected(Exchange exchange) {
        return (List<BatchRecord>) exchange.getMessage().getBody();
    }

    private static void add(RecordBatch batch, BatchRecord record, Exchange exchange, List<BatchRecord> contents) {
        if (exchange.getException() != null) {
            reject(batch, record, exchange.getException());
        } else if (Boolean.FALSE.equals(exchange.getProperty(SplitSupport.FILTER_MATCHED, Boolean.class))) {
            batch.filter(record);
        } else {
            try {
                contents.add(content(record, exchange));
            } catch (InvalidPayloadException e) {
                reject(batch, record, e);
            }
        }
    }

    private static BatchRecord content(BatchRecord record, Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof BatchRecord same) {
            return same;
        }
        JsonNode json = body instanceof JsonNode node ? node : body instanceof Map ? JSON.valueToTree(body) : null;
        return json instanceof ObjectNode object
                ? record.withJson(object)
                : record.withBytes(exchange.getMessage().getMandatoryBody(byte[].class));
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
