package dev.caravan.generate.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.generate.truth.TablePartition;
import dev.caravan.generate.truth.Totals;
import dev.caravan.generate.verify.VerifyTargets.LakeTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads every object of the lakes and looks whether each record lies in the partition of its event time. */
final class PlacementCheck {
    private static final Pattern PARTITION = Pattern.compile("(dt=\\d{4}-\\d{2}-\\d{2}/hour=\\d{2})/[^/]+$");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_SHOWN = 20;

    private final StoredObjects objects;
    private final List<String> details = new ArrayList<>();
    private long misplaced;

    PlacementCheck(StoredObjects objects) {
        this.objects = objects;
    }

    void read(String label, LakeTable lake, Totals totals) {
        String timeColumn = totals.timeColumn().orElseThrow();
        Counts found = new Counts();
        objects.forEachLine(lake.bucket(), lake.prefix(), (key, line) -> {
            String partition = partitionOf(key);
            found.add(partition, 1);
            String belongs = belongs(line, timeColumn);
            if (!partition.equals(belongs)) {
                misplaced++;
                if (misplaced <= MAX_SHOWN) {
                    details.add(key + ": a record of " + belongs + ": " + shortened(line));
                }
            }
        });
        new Counts(totals.partitions())
                .differences(found, totals.uncertain())
                .lines()
                .limit(MAX_SHOWN)
                .forEach(line -> details.add(label + ": " + line));
    }

    /** Fails also when a partition holds fewer or more records than were sent for it. */
    Check result(String name) {
        return new Check(name, "0", Long.toString(misplaced), details.isEmpty(), String.join("\n", details));
    }

    private static String partitionOf(String key) {
        Matcher matcher = PARTITION.matcher(key);
        return matcher.find() ? matcher.group(1) : "no partition";
    }

    private static String belongs(String line, String timeColumn) {
        try {
            JsonNode time = JSON.readTree(line).path(timeColumn);
            return TablePartition.of(Instant.parse(time.asText()));
        } catch (JsonProcessingException notJson) {
            return "no JSON";
        } catch (DateTimeException noTime) {
            return "no event time";
        }
    }

    private static String shortened(String line) {
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
