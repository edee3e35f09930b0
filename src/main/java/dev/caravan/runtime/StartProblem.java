package dev.caravan.runtime;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.settings.Secrets;
import dev.caravan.settings.SettingsException;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Why the routes did not come up, in one line for a user: which route of which file, and what is wrong with it. */
public final class StartProblem {

    private final RouteFiles files;
    private final CamelContext context;
    private final List<Throwable> chain;

    /** @param context of the failed start, not yet closed */
    public StartProblem(Exception failure, RouteFiles files, CamelContext context) {
        this.files = files;
        this.context = context;
        this.chain = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
    }

    /** A {@link SettingsException} if somebody has to mend a route or a setting, else what may pass by itself. */
    RuntimeException exception() {
        if (chain.get(0) instanceof SettingsException said) {
            return said;
        }
        String message = place().map(place -> place + reason()).orElseGet(this::reason);
        return isMistake() ? new SettingsException(message) : new IllegalStateException(message, chain.get(0));
    }

    private boolean isMistake() {
        return !isOutage()
                && chain.stream()
                        .anyMatch(cause -> cause instanceof FailedToCreateRouteException
                                || cause instanceof MarkedYamlEngineException
                                || cause instanceof PropertyBindingException
                                || cause instanceof SettingsException
                                || cause instanceof PermanentException
                                || cause instanceof IllegalArgumentException
                                || cause instanceof FileNotFoundException);
    }

    /** A service that does not answer is no fault of the route that needs it. */
    private boolean isOutage() {
        return first(RetryableException.class).isPresent()
                && first(SettingsException.class).isEmpty()
                && first(PermanentException.class).isEmpty();
    }

    /** {@code Route ID of FILE cannot be made: }, or {@code FILE:LINE: } of what is no YAML of Camel. */
    private Optional<String> place() {
        Optional<MarkedYamlEngineException> yaml = first(MarkedYamlEngineException.class);
        if (yaml.isPresent()) {
            return yaml.get().getProblemMark().map(mark -> file(mark.getName()) + ":" + line() + ": ");
        }
        return first(FailedToCreateRouteException.class)
                .map(failure -> route(failure.getRouteId()) + " cannot be made: ")
                .or(() -> first(FailedToStartRouteException.class)
                        .map(failure -> route(failure.getRouteId()) + " cannot start: "));
    }

    private String route(String id) {
        RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(id);
        return route == null || route.getResource() == null
                ? "Route " + id
                : "Route " + id + " of " + file(route.getResource().getLocation());
    }

    private Object file(String location) {
        return files.file(location.substring(location.lastIndexOf('/') + 1));
    }

    /** Of its file, from 1, where Camel did not take the YAML; 0 for any other problem. */
    public int line() {
        return first(MarkedYamlEngineException.class)
                .flatMap(MarkedYamlEngineException::getProblemMark)
                .map(mark -> mark.getLine() + 1)
                .orElse(0);
    }

    /** The id of the route that cannot be made or started, if it is one route's fault. */
    public Optional<String> routeId() {
        return first(FailedToCreateRouteException.class)
                .map(FailedToCreateRouteException::getRouteId)
                .or(() -> first(FailedToStartRouteException.class).map(FailedToStartRouteException::getRouteId));
    }

    /** In the words of who found it; Camel repeats each reason at every level of its own. */
    public String reason() {
        Optional<MarkedYamlEngineException> yaml = first(MarkedYamlEngineException.class);
        if (yaml.isPresent()) {
            return yaml.get().getProblem();
        }
        Optional<NoSuchEndpointException> unknown = first(NoSuchEndpointException.class);
        if (unknown.isPresent()) {
            return "there is no component " + scheme(unknown.get().getUri());
        }
        Optional<PropertyBindingException> binding = first(PropertyBindingException.class);
        if (binding.isPresent()) {
            return option(binding.get());
        }
        return first(PermanentException.class)
                .map(Throwable::getMessage)
                .or(() -> first(RetryableException.class).map(Throwable::getMessage))
                .or(() -> first(SettingsException.class).map(Throwable::getMessage))
                .or(() -> last(ResolveEndpointFailedException.class).map(StartProblem::unresolved))
                .or(this::attempt)
                .orElseGet(() -> text(foreign()));
    }

    /** What Camel was about when another's exception came, for example the name of a vault's secret. */
    private Optional<String> attempt() {
        return last(RuntimeCamelException.class)
                .filter(failure -> failure.getClass() == RuntimeCamelException.class && failure.getCause() != null)
                .filter(failure -> !failure.getCause().toString().equals(failure.getMessage()))
                .map(StartProblem::text);
    }

    /** The first that is not one of Camel's own wrappers. */
    private Throwable foreign() {
        return chain.stream()
                .filter(cause -> !cause.getClass().getName().startsWith("org.apache.camel."))
                .findFirst()
                .orElse(chain.get(chain.size() - 1));
    }

    private String option(PropertyBindingException binding) {
        Throwable root = chain.get(chain.size() - 1);
        String why = root == binding ? "there is no such option" : text(root);
        String key = binding.getOptionKey() == null
                ? "option " + binding.getPropertyName()
                : "Setting " + binding.getOptionPrefix().replaceFirst("\\.?$", ".")
                        + StringHelper.camelCaseToDash(binding.getOptionKey());
        return key + " = " + (Secrets.isSecret(key) ? "******" : binding.getValue()) + ": " + why;
    }

    /** Without the whole address, which the exception says first. */
    private static String unresolved(ResolveEndpointFailedException failure) {
        String text = text(failure);
        int reason = text.indexOf(" due to: ");
        return reason < 0
                ? text
                : failure.getUri().replaceFirst("\\?.*", "") + ": " + text.substring(reason + " due to: ".length());
    }

    private static String scheme(String uri) {
        return uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    private <T extends Throwable> Optional<T> last(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).reduce((before, after) -> after);
    }

    private <T extends Throwable> Optional<T> first(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
