package dev.caravan.routes;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.Map;

/** Whether {@code run} takes up edits of routes; the setting {@code routes.reload}. */
public enum ReloadMode {
    LIVE,
    OFF;

    private static final String KEY = "routes.reload";

    /**
     * Without the setting: live, but off in a pod of Kubernetes, where a new version of the files is rolled out pod by pod.
     *
     * @throws SettingsException for any other value than {@code live} and {@code off}
     */
    public static ReloadMode from(Settings settings, Map<String, String> environment) {
        String mode = settings.find(KEY).orElse(environment.containsKey("KUBERNETES_SERVICE_HOST") ? "off" : "live");
        return switch (mode) {
            case "live" -> LIVE;
            case "off" -> OFF;
            default ->
                throw new SettingsException("Setting " + KEY + " = " + mode + " (" + settings.origin(KEY)
                        + "): expected live or off, or nothing for live outside of Kubernetes");
        };
    }
}
