package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNameTest {

    @ParameterizedTest
    @CsvSource({
        "kafka, kafka, , , ",
        "prod/kafka, prod/kafka, , , ",
        "kafka#password, kafka, password, , ",
        "kafka#password:none, kafka, password, none, ",
        "kafka#password:none@v1, kafka, password, none, v1",
        "kafka#password@v1, kafka, password, , v1",
        "kafka:none@v1, kafka, , none, v1",
        "kafka@v1, kafka, , , v1",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:kafka-a1b2c3#password,"
                + " arn:aws:secretsmanager:us-east-1:123456789012:secret:kafka-a1b2c3, password, , "
    })
    void itHasAnIdAndPerhapsFieldFallbackAndVersion(
            String text, String id, String field, String fallback, String version) {
        assertThat(SecretName.parse(text))
                .isEqualTo(new SecretName(
                        id, Optional.ofNullable(field), Optional.ofNullable(fallback), Optional.ofNullable(version)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#password", ":none", "@v1"})
    void withoutAnIdItIsNone(String text) {
        assertThatThrownBy(() -> SecretName.parse(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("{{aws:" + text + "}} names no secret");
    }

    @Test
    void allOfATextAreFoundOnce() {
        assertThat(SecretName.in(
                        "user={{aws:kafka#user}} password={{aws:kafka#password}} {{env:X}} {{aws:kafka#user}}"))
                .extracting(name -> name.id() + "/" + name.field().orElse(""))
                .containsExactly("kafka/user", "kafka/password");
    }
}
