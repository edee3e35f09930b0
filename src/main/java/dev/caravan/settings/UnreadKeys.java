package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that nothing reads. Most often they are misspelt, and the one that was meant keeps its other value without a
 * word. Read is what the shipped settings file has, what Camel takes, and what a text, or another setting, names.
 */
public final class UnreadKeys {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadKeys.class);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([\\w.-]+)");

    private final Settings settings;
    private final List<String> texts;
    private final Set<String> candidates = new TreeSet<>();

    /** @param texts of the files that may name keys, such as routes */
    public UnreadKeys(Settings settings, Collection<String> texts) {
        this.settings = requireNonNull(settings, "settings");
        this.texts = Stream.concat(texts.stream(), settings.asMap().values().stream())
                .toList();
        candidates.addAll(shipped());
        this.texts.forEach(text ->
                PLACEHOLDER.matcher(text).results().map(key -> key.group(1)).forEach(candidates::add));
    }

    /**
     * Warns of those in the file, which may be there for another reader.
     *
     * @throws SettingsException with every key that is certainly not meant as it stands: from the command line, or like
     *     one that is then not set
     */
    public void require() {
        List<String> problems = new ArrayList<>();
        for (String key : settings.asMap().keySet()) {
            if (!isRead(key)) {
                Optional<String> meant = Misspelling.nearest(key, candidates);
                String problem = "Setting " + key + " (" + settings.origin(key) + ") is read by nothing"
                        + meant.map(near -> ": did you mean " + near + "?")
                                .orElse(": neither Caravan nor a file of the routes names it");
                boolean mistake = settings.isFromCommandLine(key)
                        || meant.filter(near -> settings.find(near).isEmpty()).isPresent();
                if (mistake) {
                    problems.add(problem);
                } else {
                    LOG.warn(problem);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private boolean isRead(String key) {
        return candidates.contains(key)
                || key.startsWith("camel.")
                || key.startsWith(KafkaSettings.CLIENT)
                || texts.stream().anyMatch(text -> text.contains(key));
    }

    private static Set<String> shipped() {
        Properties properties = new Properties();
        try (InputStream file = UnreadKeys.class.getResourceAsStream("application.properties")) {
            properties.load(requireNonNull(file, "the shipped application.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException("The shipped application.properties cannot be read", e);
        }
        return properties.stringPropertyNames();
    }
}
