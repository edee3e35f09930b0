package dev.caravan.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PinTest {

    @Property(tries = 200)
    void aPinIsReadAsItWasWritten(@ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other) {
        // Given
        Pin pin = new Pin(
                new KafkaPosition(Math.min(one, other)), new KafkaPosition(Math.max(one, other)), "0123456789abcdef");

        // Then
        assertThat(Pin.parse(pin.text(), KafkaPosition::parse)).contains(pin);
        assertThat(pin.text().length()).isLessThan(4096);
    }

    @Test
    void aPinOfKinesisKeepsTheSubSequenceNumber() {
        // Given
        String sequence = "49590338271490256608559692538361571095921575989136588898";
        Pin pin = new Pin(new KinesisPosition(sequence, 0), new KinesisPosition(sequence, 7), "a");

        // Then
        assertThat(Pin.parse(pin.text(), KinesisPosition::parse)).contains(pin);
    }

    @Test
    void noTextIsNoPin() {
        // Then
        assertThat(Pin.parse("", KafkaPosition::parse)).isEmpty();
        assertThat(Pin.parse(null, KafkaPosition::parse)).isEmpty();
    }

    @Test
    void aForeignTextIsRefusedAndNotGuessed() {
        // Then
        for (String text :
                new String[] {"end=5", "v2;start=1;end=5;settings=a", "v1;start=1;end=5", "v1;start=x;end=5;settings=a"
                }) {
            assertThatThrownBy(() -> Pin.parse(text, KafkaPosition::parse))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aPinDoesNotEndBeforeItStarts() {
        // Then
        assertThatThrownBy(() -> BatcherRig.pin(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
