package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReloadModeTest {

    private static final Map<String, String> POD = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1");

    @Test
    void editsAreTakenUpOutsideOfKubernetesOnly() {
        assertThat(ReloadMode.from(settings(""), Map.of())).isEqualTo(ReloadMode.LIVE);
        assertThat(ReloadMode.from(settings(""), POD)).isEqualTo(ReloadMode.OFF);
    }

    @Test
    void theSettingDecides() {
        assertThat(ReloadMode.from(settings("off"), Map.of())).isEqualTo(ReloadMode.OFF);
        assertThat(ReloadMode.from(settings("live"), POD)).isEqualTo(ReloadMode.LIVE);
    }

    @Test
    void anotherValueIsASettingsProblem() {
        assertThatThrownBy(() -> ReloadMode.from(settings("on"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting routes.reload = on (the test): expected live or off, or nothing for live outside"
                        + " of Kubernetes");
    }

    private static Settings settings(String mode) {
        return Settings.empty().with(Map.of("routes.reload", mode), "the test");
    }
}
