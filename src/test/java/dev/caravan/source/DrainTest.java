package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;

class DrainTest {

    @Test
    void sourcesDrainSideBySide() {
        // Given: each stops once the other is about to
        CyclicBarrier both = new CyclicBarrier(2);
        Source first = new Source(() -> both.await(20, TimeUnit.SECONDS));
        Source second = new Source(() -> both.await(20, TimeUnit.SECONDS));

        // When
        boolean stopped = Drain.all(List.of(first, second));

        // Then
        assertThat(stopped).isTrue();
        assertThat(List.of(first, second)).extracting(Source::getStatus).containsOnly(ServiceStatus.Stopped);
    }

    @Test
    void oneThatCannotStopIsToldOfAndDoesNotKeepTheOthers() {
        // Given
        Source broken = new Source(() -> {
            throw new IllegalStateException("planted");
        });
        Source sound = new Source(() -> {});

        // When
        boolean stopped = Drain.all(List.of(broken, sound));

        // Then
        assertThat(stopped).isFalse();
        assertThat(sound.getStatus()).isEqualTo(ServiceStatus.Stopped);
    }

    @FunctionalInterface
    private interface Stop {
        void run() throws Exception;
    }

    private static final class Source extends ServiceSupport {

        private final Stop stop;

        Source(Stop stop) {
            this.stop = stop;
            start();
        }

        @Override
        protected void doStop() throws Exception {
            stop.run();
        }
    }
}
