package dev.caravan.provision.resource;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * {@code setup.*}: what of the resources no route says.
 *
 * @param deployment the value of the tag {@code caravan:deployment}
 * @param timeout for each resource to be ready, or gone
 */
public record SetupSettings(
        String deployment,
        String ledgerTable,
        Optional<String> kmsKey,
        OptionalInt shards,
        int retentionHours,
        boolean streamEncrypted,
        int partitions,
        Optional<Short> replication,
        Map<String, String> topicConfig,
        Optional<String> ttl,
        Optional<String> tableStream,
        boolean pointInTimeRecovery,
        int resultDays,
        long scanLimit,
        Duration timeout) {

    private static final String RETENTION = "setup.stream.retention";
    private static final String TIMEOUT = "setup.timeout";
    private static final String SCAN_LIMIT = "setup.athena.scan-limit";
    private static final long MIN_SCAN_LIMIT = 10_000_000;

    /** @throws SettingsException for a value that cannot be used, naming it */
    public static SetupSettings from(Settings settings) {
        Reader reader = new Reader(settings);
        String deployment = reader.matching(
                "setup.deployment", "[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}", "letters, digits, '.', '_' and '-'", "caravan");
        boolean provisioned = reader.oneOf("setup.stream.mode", List.of("on-demand", "provisioned"), "on-demand")
                .equals("provisioned");
        int shards = reader.number("setup.stream.shards", 1, 100_000, 1);
        return new SetupSettings(
                deployment,
                settings.find("setup.ledger-table").orElse(deployment + "-setup"),
                settings.find("setup.kms-key"),
                provisioned ? OptionalInt.of(shards) : OptionalInt.empty(),
                reader.hours(RETENTION, 24, 8760),
                reader.flag("setup.stream.encrypted", true),
                reader.number("setup.topic.partitions", 1, 200_000, 4),
                settings.find("setup.topic.replication")
                        .map(ignored -> (short) reader.number("setup.topic.replication", 1, Short.MAX_VALUE, 1)),
                reader.pairs("setup.topic.config"),
                settings.find("setup.table.ttl"),
                reader.view("setup.table.stream"),
                reader.flag("setup.table.point-in-time-recovery", true),
                reader.number("setup.results.expire-days", 1, 36_500, 30),
                reader.scanLimit(),
                settings.find(TIMEOUT).isPresent() ? settings.duration(TIMEOUT) : Duration.ofMinutes(10));
    }

    /** One setting each, with its default; says what was expected of one that cannot be used. */
    private record Reader(Settings settings) {

        String matching(String key, String pattern, String expected, String otherwise) {
            String text = settings.find(key).orElse(otherwise);
            if (!text.matches(pattern)) {
                throw unusable(key, text, expected);
            }
            return text;
        }

        String oneOf(String key, List<String> values, String otherwise) {
            String text = settings.find(key).orElse(otherwise);
            if (!values.contains(text)) {
                throw unusable(key, text, "one of " + String.join(", ", values));
            }
            return text;
        }

        boolean flag(String key, boolean otherwise) {
            return Boolean.parseBoolean(oneOf(key, List.of("true", "false"), Boolean.toString(otherwise)));
        }

        int number(String key, int min, int max, int otherwise) {
            String text = settings.find(key).orElse(Integer.toString(otherwise));
            int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
            if (number < min || number > max) {
                throw unusable(key, text, "a number from " + min + " to " + max);
            }
            return number;
        }

        int hours(String key, int min, int max) {
            Duration time = settings.find(key).isPresent() ? settings.duration(key) : Duration.ofHours(min);
            if (!time.equals(Duration.ofHours(time.toHours())) || time.toHours() < min || time.toHours() > max) {
                throw unusable(key, settings.get(key), "whole hours, from " + min + "h to " + max + "h");
            }
            return (int) time.toHours();
        }

        Optional<String> view(String key) {
            String text =
                    oneOf(key, List.of("none", "keys-only", "new-image", "old-image", "new-and-old-images"), "none");
            return text.equals("none")
                    ? Optional.empty()
                    : Optional.of(text.replace('-', '_').toUpperCase(Locale.ROOT));
        }

        Map<String, String> pairs(String key) {
            Map<String, String> pairs = new TreeMap<>();
            settings.find(key)
                    .ifPresent(text -> Arrays.stream(text.split(",", -1)).forEach(pair -> {
                        String[] parts = pair.strip().split("=", 2);
                        if (parts.length < 2 || parts[0].isBlank()) {
                            throw unusable(key, text, "NAME=VALUE,NAME=VALUE");
                        }
                        pairs.put(parts[0].strip(), parts[1].strip());
                    }));
            return pairs;
        }

        long scanLimit() {
            long limit = settings.bytes(SCAN_LIMIT).orElse(10L << 30);
            if (limit < MIN_SCAN_LIMIT) {
                throw unusable(SCAN_LIMIT, settings.get(SCAN_LIMIT), "10000000 bytes or more");
            }
            return limit;
        }

        private SettingsException unusable(String key, String text, String expected) {
            return new SettingsException(
                    "Setting " + key + " = " + text + " (" + settings.origin(key) + "): expected " + expected);
        }
    }
}
