package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Suspendable;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;

class DrainTest {

    @Test
    void sourcesDrainSideBySide() {
        // Given: each is suspended once the other is about to be
        CyclicBarrier both = new CyclicBarrier(2);
        Source first = new Source(() -> both.await(20, TimeUnit.SECONDS));
        Source second = new Source(() -> both.await(20, TimeUnit.SECONDS));

        // When
        Drain.all(List.of(first, second));

        // Then
        assertThat(first.isSuspended()).isTrue();
        assertThat(second.isSuspended()).isTrue();
    }

    @Test
    void oneThatCannotBeSuspendedDoesNotKeepTheOthers() {
        // Given
        Source broken = new Source(() -> {
            throw new IllegalStateException("planted");
        });
        Source sound = new Source(() -> {});

        // When
        Drain.all(List.of(broken, sound));

        // Then
        assertThat(broken.isSuspended()).isFalse();
        assertThat(sound.isSuspended()).isTrue();
    }

    @FunctionalInterface
    private interface Suspension {
        void run() throws Exception;
    }

    private static final class Source extends ServiceSupport implements Suspendable {

        private final Suspension suspension;

        Source(Suspension suspension) {
            this.suspension = suspension;
            start();
        }

        @Override
        protected void doSuspend() throws Exception {
            suspension.run();
        }
    }
}
