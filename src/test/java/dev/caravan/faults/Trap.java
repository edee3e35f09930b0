package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SharedServices;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;

/** A bucket, topic and table of one name, which nobody may write to whatever a record says. */
final class Trap {

    private final String name = SharedServices.uniqueName("hijacked");

    Trap() throws Exception {
        SharedServices.s3Client().createBucket(create -> create.bucket(name));
        SharedServices.kafkaAdmin()
                .createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                .all()
                .get(30, TimeUnit.SECONDS);
        TableContent.create(name);
    }

    String name() {
        return name;
    }

    void assertEmpty() {
        assertThat(SharedServices.s3Client()
                        .listObjectsV2(list -> list.bucket(name))
                        .contents())
                .isEmpty();
        assertThat(SourceContent.ofTopic(Broker.shared(), name)).isEmpty();
        assertThat(TableContent.of(name)).isEmpty();
    }
}
