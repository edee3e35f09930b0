package dev.caravan.docs;

import static dev.caravan.docs.Box.Kind.QUERY;
import static dev.caravan.docs.Box.Kind.REJECTED;
import static dev.caravan.docs.Box.Kind.ROUTE;
import static dev.caravan.docs.Box.Kind.STORE;
import static dev.caravan.docs.Box.Kind.STREAM;

import java.util.List;

/** The two pipelines as boxes and arrows: streams at the left, the lake and its readers at the right. */
final class PipelinePicture {

    static final int WIDTH = 900;
    static final int HEIGHT = 440;

    private static final Box KINESIS = new Box(STREAM, 15, 30, 145, 70, "Kinesis", List.of("UserActivityStream"));
    private static final Box KINESIS_ROUTE =
            new Box(ROUTE, 205, 30, 175, 70, "kinesis-to-s3", List.of("validate, stamp with", "the batch's id"));
    private static final Box LAKE = new Box(
            STORE,
            565,
            30,
            155,
            165,
            "S3 lake",
            List.of("JSON Lines, gzip", "dt=YYYY-MM-DD/", "hour=HH/", "created if absent,", "never overwritten"));
    private static final Box GLUE = new Box(QUERY, 775, 30, 110, 70, "Glue", List.of("crawlers,", "tables"));
    private static final Box ATHENA = new Box(QUERY, 775, 140, 110, 55, "Athena", List.of("SQL"));
    private static final Box DEAD_LETTERS =
            new Box(REJECTED, 205, 140, 175, 70, "dead letters in S3", List.of("reason, position,", "original bytes"));
    private static final Box TOPIC = new Box(STREAM, 15, 265, 145, 70, "Kafka topic", List.of("user-activity"));
    private static final Box KAFKA_ROUTE =
            new Box(ROUTE, 205, 265, 175, 70, "kafka-to-dynamodb", List.of("validate, put items,", "send on"));
    private static final Box REPLICA =
            new Box(STREAM, 420, 265, 120, 70, "Kafka topic", List.of("user-activity-", "replica"));
    private static final Box REPLICA_ROUTE =
            new Box(ROUTE, 585, 265, 135, 70, "replica-to-s3", List.of("committed", "records only"));
    private static final Box TABLE = new Box(STORE, 205, 378, 175, 50, "DynamoDB table", List.of("one item a key"));

    static final List<Box> BOXES = List.of(
            KINESIS,
            KINESIS_ROUTE,
            LAKE,
            GLUE,
            ATHENA,
            DEAD_LETTERS,
            TOPIC,
            KAFKA_ROUTE,
            REPLICA,
            REPLICA_ROUTE,
            TABLE);

    private static final List<Arrow> ARROWS = List.of(
            Arrow.of(KINESIS, KINESIS_ROUTE),
            new Arrow(KINESIS_ROUTE, LAKE, "batches, pinned"),
            Arrow.of(LAKE, GLUE),
            Arrow.of(GLUE, ATHENA),
            Arrow.of(LAKE, ATHENA),
            new Arrow(KINESIS_ROUTE, DEAD_LETTERS, "rejected"),
            new Arrow(KAFKA_ROUTE, DEAD_LETTERS, "rejected"),
            Arrow.of(TOPIC, KAFKA_ROUTE),
            Arrow.of(KAFKA_ROUTE, REPLICA),
            Arrow.of(REPLICA, REPLICA_ROUTE),
            Arrow.of(REPLICA_ROUTE, LAKE),
            Arrow.of(KAFKA_ROUTE, TABLE));

    private PipelinePicture() {}

    static String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        svg.append(" role=\"img\" font-family=\"Helvetica, Arial, sans-serif\" fill=\"#1b2229\">\n");
        svg.append("<title>The two pipelines of Caravan</title>\n");
        svg.append("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n".formatted(WIDTH, HEIGHT));
        svg.append(transaction());
        ARROWS.forEach(arrow -> svg.append(arrow.svg()));
        BOXES.forEach(box -> svg.append(box.svg()));
        return svg.append("</svg>\n").toString();
    }

    /** What is sent and what is acknowledged become visible together. */
    private static String transaction() {
        return """
                <rect x="182" y="252" width="368" height="108" rx="10" fill="#f7f8f9" stroke="#8a949d" stroke-dasharray="5 4"/>
                <text x="397" y="352" font-size="12" fill="#5b6670">one Kafka transaction</text>
                """;
    }
}
