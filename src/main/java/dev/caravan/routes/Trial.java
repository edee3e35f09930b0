package dev.caravan.routes;

/** Makes routes from files on a context of their own and starts none: what cannot be made is found before anything stops. */
@FunctionalInterface
public interface Trial {

    /**
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     * @throws IllegalStateException if it could not be tried for another reason, which may pass
     */
    Edition of(RouteSet files);
}
