package dev.caravan.generate.send;

import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.truth.Tally;
import dev.caravan.send.StreamRecords;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Generated records on their way to a stream: each is counted once, and those that may be there twice are counted. */
record GeneratedRecords(Tally tally) implements StreamRecords<GeneratedRecord> {

    @Override
    public PutRecordsRequestEntry entry(GeneratedRecord generated) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(generated.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(generated.data()))
                .build();
    }

    @Override
    public void acknowledged(GeneratedRecord generated, PutRecordsResultEntry answer) {
        tally.acknowledged(generated);
    }

    @Override
    public boolean sendAgain(List<GeneratedRecord> uncertain) {
        uncertain.forEach(tally::uncertain);
        return true;
    }
}
