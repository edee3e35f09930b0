package dev.caravan.generate.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a YAML file into a {@link Profile}. */
final class ProfileReader {
    private static final long MAX_TOTAL = 1_000_000_000_000L;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProfileReader() {}

    static Profile read(Path file, Map<String, String> properties) {
        List<String> problems = new ArrayList<>();
        YamlSection root = parse(file, properties, problems);
        String name = root.requiredText("name", "the profile's name");
        Map<TargetKind, String> targets = targets(root);
        long total = root.whole("total", 10_000, 1, MAX_TOTAL);
        long seed = root.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Pace pace = pace(root);
        List<Field> fields = root.section("fields").map(FieldReader::read).orElseGet(() -> {
            root.problem("fields", "missing", "the record's fields");
            return List.of();
        });
        String partitionKey = partitionKey(root, fields);
        BadRecords bad = root.section("bad").map(ProfileReader::bad).orElseGet(BadRecords::none);
        double repeatShare =
                root.section("repeat").map(ProfileReader::repeatShare).orElse(0.0);
        shares(root, fields, bad, repeatShare);
        root.done();
        if (!problems.isEmpty()) {
            throw new ProfileException(problems);
        }
        return new Profile(name, targets, total, pace, seed, fields, partitionKey, bad, repeatShare);
    }

    private static YamlSection parse(Path file, Map<String, String> properties, List<String> problems) {
        try {
            String text = Files.readString(file);
            try (JsonParser parser = YAML.createParser(text);
                    JsonParser again = YAML.createParser(text)) {
                JsonNode root = YAML.readTree(parser);
                return new YamlSection(
                        new YamlLines(file.toString(), again),
                        root == null ? YAML.missingNode() : root,
                        properties,
                        problems);
            }
        } catch (JsonProcessingException notYaml) {
            String where = notYaml.getLocation() == null
                    ? ""
                    : ":" + notYaml.getLocation().getLineNr();
            throw new ProfileException(List.of(file + where + ": " + notYaml.getOriginalMessage()));
        } catch (NoSuchFileException missing) {
            throw new ProfileException(List.of(file + ": no such file"));
        } catch (IOException unreadable) {
            throw new ProfileException(List.of(file + ": cannot be read: " + unreadable));
        }
    }

    private static Map<TargetKind, String> targets(YamlSection root) {
        Map<TargetKind, String> targets = new EnumMap<>(TargetKind.class);
        Optional<YamlSection> section = root.section("targets");
        section.ifPresent(names -> {
            for (TargetKind kind : TargetKind.values()) {
                names.text(kind.code()).ifPresent(name -> targets.put(kind, name));
            }
            names.done();
        });
        if (section.map(YamlSection::keys).orElse(List.of()).isEmpty()) {
            root.problem("targets", "missing", "kinesis: STREAM, kafka: TOPIC, or both");
        }
        return targets;
    }

    private static Pace pace(YamlSection root) {
        double rate = root.decimal("rate", 0, 0, 1e9, "records a second, 0 for no limit");
        Optional<YamlSection> burst = root.section("burst");
        if (burst.isPresent()) {
            int size = (int) burst.get().whole("size", 1, 1, 1_000_000);
            Duration interval = burst.get().duration("interval", Duration.ofSeconds(1));
            burst.get().done();
            if (rate > 0) {
                root.problem("rate", Double.toString(rate), "either a rate or bursts");
            }
            return new Pace.Bursts(size, interval);
        }
        return Pace.perSecond(rate);
    }

    private static String partitionKey(YamlSection root, List<Field> fields) {
        List<String> names = fields.stream().map(Field::name).toList();
        String expected = "one of the fields " + String.join(", ", names);
        String key = root.requiredText("partition-key", expected);
        if (!key.isEmpty() && !names.isEmpty() && !names.contains(key)) {
            root.problem("partition-key", key, expected);
        }
        return key;
    }

    private static BadRecords bad(YamlSection section) {
        double share = section.share("share", 0);
        List<BadKind> kinds = new ArrayList<>();
        String expected = "a list of not-json, missing-field, wrong-type, invalid-utf8";
        for (String code : section.texts("kinds", expected)) {
            Optional<BadKind> kind = BadKind.of(code);
            kind.ifPresent(kinds::add);
            if (kind.isEmpty()) {
                section.problem("kinds", code, expected);
            }
        }
        section.done();
        return kinds.isEmpty() ? BadRecords.none() : new BadRecords(share, kinds);
    }

    private static double repeatShare(YamlSection section) {
        double share = section.share("share", 0);
        section.done();
        return share;
    }

    private static void shares(YamlSection root, List<Field> fields, BadRecords bad, double repeatShare) {
        boolean hasInteger = fields.stream().anyMatch(Field.IntegerRange.class::isInstance);
        if (bad.kinds().contains(BadKind.WRONG_TYPE) && !hasInteger) {
            root.section("bad")
                    .ifPresent(section -> section.problem(
                            "kinds", BadKind.WRONG_TYPE.code(), "a field of type integer, whose quotes are left out"));
        }
        double late = fields.stream()
                .filter(Field.Timestamp.class::isInstance)
                .mapToDouble(field -> ((Field.Timestamp) field).lateShare())
                .sum();
        double sum = bad.share() + repeatShare + late;
        if (sum > 1 + 1e-9) {
            root.problem("bad, repeat, late-share", Double.toString(sum), "together not more than 1");
        }
    }
}
