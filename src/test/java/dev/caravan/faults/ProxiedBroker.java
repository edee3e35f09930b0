package dev.caravan.faults;

import dev.caravan.faults.proxy.KafkaProxy;
import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.process.LoopbackPort;
import java.nio.file.Path;

/** A broker of its own for one run, behind a proxy that all clients of the run pass. */
final class ProxiedBroker implements AutoCloseable {

    private final LocalKafka kafka;
    private final KafkaProxy proxy;

    private ProxiedBroker(LocalKafka kafka, KafkaProxy proxy) {
        this.kafka = kafka;
        this.proxy = proxy;
    }

    /** @param directory for the broker's data */
    static ProxiedBroker start(Path directory) throws Exception {
        int advertised = LoopbackPort.free();
        LocalKafka kafka = LocalKafka.start(directory, 0, advertised);
        return new ProxiedBroker(kafka, KafkaProxy.start(advertised, kafka.port()));
    }

    Broker broker() {
        return new Broker(LoopbackPort.address(proxy.port()));
    }

    KafkaProxy proxy() {
        return proxy;
    }

    @Override
    public void close() throws Exception {
        proxy.close();
        kafka.close();
    }
}
