package dev.caravan.deadletter.replay;

import dev.caravan.record.SourceRecord;
import dev.caravan.send.SendOutcome;
import dev.caravan.source.kafka.TopicWriter;
import java.util.List;

/** A Kafka topic. */
record TopicTarget(String name, TopicWriter writer) implements ReplayTarget {

    @Override
    public String label() {
        return "topic " + name;
    }

    @Override
    public boolean keepsHeaders() {
        return true;
    }

    @Override
    public List<SendOutcome> send(List<SourceRecord> records) {
        return writer.write(records);
    }

    @Override
    public void close() {
        writer.close();
    }
}
