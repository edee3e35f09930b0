package dev.caravan.cli;

import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.testing.SharedServices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Command lines about the dead letters of a bucket. */
record DeadLetterCommands(DeadLetterBucket bucket) {

    /** {@code dead-letters} with the words given. */
    CommandRun run(String... words) {
        return runWith(List.of(), words);
    }

    /** @param settings win over the usual ones */
    CommandRun runWith(List<String> settings, String... words) {
        return CommandRun.of(line(settings, words));
    }

    String[] line(List<String> settings, String... words) {
        List<String> line = new ArrayList<>(List.of("dead-letters"));
        line.addAll(Arrays.asList(words));
        List<String> all = new ArrayList<>(List.of(
                "dead-letters.bucket=" + bucket.name,
                "dead-letters.prefix=dead-letters/",
                "aws.region=" + SharedServices.REGION.id(),
                "aws.endpoint.kinesis=" + SharedServices.kinesis().endpoint(),
                "aws.endpoint.s3=" + SharedServices.s3().endpoint(),
                "aws.endpoint.dynamodb=http://127.0.0.1:1",
                "aws.endpoint.glue=http://127.0.0.1:1",
                "aws.endpoint.athena=http://127.0.0.1:1",
                "aws.endpoint.cloudwatch=http://127.0.0.1:1",
                "kafka.brokers=" + SharedServices.kafka().bootstrapServers()));
        all.addAll(settings);
        all.forEach(setting -> line.addAll(List.of("--set", setting)));
        return line.toArray(String[]::new);
    }

    /** Ids in the order of the list. */
    List<String> ids(String... words) {
        List<String> list = new ArrayList<>(List.of("list", "--json"));
        list.addAll(Arrays.asList(words));
        CommandRun run = run(list.toArray(String[]::new));
        return Pattern.compile("\"id\":\"([^\"]+)\"")
                .matcher(run.out())
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
