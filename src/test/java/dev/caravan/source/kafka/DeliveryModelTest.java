package dev.caravan.source.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.caravan.source.BatchDelivery;
import dev.caravan.source.kafka.DeliveryModel.Trouble;
import dev.caravan.source.kafka.ModelledBroker.Reply;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.slf4j.LoggerFactory;

/**
 * Any interleaving of arrivals, flushes, failures, lost confirmations, revocations, zombies and restarts leaves every
 * record exactly once in a sink that creates only what is absent, and acknowledges nothing before it is there.
 */
class DeliveryModelTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(BatchDelivery.class);

    @Property(tries = 1000)
    void anyInterleavingKeepsTheContract(@ForAll("acts") ActionChain<DeliveryModel> acts) {
        // When
        DeliveryModel model = acts.withInvariant(DeliveryModel::requireNothingIsAcknowledgedUnwritten)
                .run();
        model.drainAll();

        // Then
        model.requireNothingIsAcknowledgedUnwritten();
        model.requireEachRecordOnce();
    }

    /** The failures are planted: nobody needs to read of each. */
    @BeforeContainer
    static void silence() {
        LOG.setLevel(Level.ERROR);
    }

    @AfterContainer
    static void speak() {
        LOG.setLevel(null);
    }

    @Provide
    Arbitrary<ActionChain<DeliveryModel>> acts() {
        Arbitrary<Integer> partitions = Arbitraries.integers().between(0, DeliveryModel.PARTITIONS - 1);
        Arbitrary<Reply> replies = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Reply.CONFIRMED)), Tuple.of(1, Arbitraries.of(Reply.class)));
        Arbitrary<Trouble> troubles = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Trouble.NONE)), Tuple.of(1, Arbitraries.of(Trouble.class)));
        Arbitrary<Integer> bytes = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(6, Arbitraries.integers().between(1, 60)),
                Tuple.of(1, Arbitraries.integers().between(100, 400)));
        return ActionChain.startWith(DeliveryModel::new)
                .withAction(
                        6,
                        anyOf(Combinators.combine(
                                        partitions, bytes.list().ofMinSize(1).ofMaxSize(6))
                                .as((partition, sizes) ->
                                        act("arrive " + partition + " " + sizes, m -> m.arrive(partition, sizes)))))
                .withAction(
                        6,
                        anyOf(Combinators.combine(
                                        partitions, Arbitraries.integers().between(1, 6))
                                .as((partition, count) ->
                                        act("read " + partition + " " + count, m -> m.read(partition, count)))))
                .withAction(2, anyOf(Arbitraries.just(act("age", DeliveryModel::age))))
                .withAction(
                        8,
                        anyOf(Combinators.combine(partitions, Arbitraries.of(true, false), replies)
                                .as((partition, flush, reply) -> act(
                                        "turn " + partition + (flush ? " flush " : " ") + reply,
                                        m -> m.turn(partition, flush, reply)))))
                .withAction(
                        6,
                        anyOf(Combinators.combine(partitions, troubles)
                                .as((partition, trouble) ->
                                        act("write " + partition + " " + trouble, m -> m.write(partition, trouble)))))
                .withAction(
                        1,
                        anyOf(Combinators.combine(partitions, replies)
                                .as((partition, reply) ->
                                        act("revoke " + partition + " " + reply, m -> m.revoke(partition, reply)))))
                .withAction(
                        1,
                        anyOf(partitions.map(partition -> act("take over " + partition, m -> m.takeOver(partition)))))
                .withAction(
                        1,
                        anyOf(partitions.map(partition ->
                                act("take over unnoticed " + partition, m -> m.takeOverUnnoticed(partition)))))
                .withAction(1, anyOf(Arbitraries.just(act("zombie wakes", DeliveryModel::zombieWakes))))
                .withAction(1, anyOf(Arbitraries.just(act("crash", DeliveryModel::crash))))
                .withMaxTransformations(100);
    }

    private static Action.Independent<DeliveryModel> anyOf(Arbitrary<Transformer<DeliveryModel>> transformers) {
        return () -> transformers;
    }

    private static Transformer<DeliveryModel> act(String name, Consumer<DeliveryModel> act) {
        return Transformer.mutate(name, act);
    }
}
