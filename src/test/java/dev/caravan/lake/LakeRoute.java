package dev.caravan.lake;

import dev.caravan.object.FaultyHttpClient;
import dev.caravan.record.RecordBatch;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A running route in YAML with one lake step, its bucket, and what lies in it. */
final class LakeRoute implements AutoCloseable {

    final FaultyHttpClient network = new FaultyHttpClient();
    final String bucket;

    private final S3Client client = network.s3Client();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private String entrance = "direct:batches";

    private LakeRoute(String bucket, Map<String, String> parameters) throws Exception {
        this.bucket = bucket;
        context.getRegistry().bind("s3", client);
        StringBuilder yaml = new StringBuilder();
        yaml.append("- route:\n    id: to-lake\n    from:\n      uri: direct:batches\n      steps:\n");
        yaml.append("        - to:\n            id: write\n            uri: lake:")
                .append(bucket)
                .append("\n");
        yaml.append("            parameters:\n              prefix: p/\n");
        parameters.forEach((name, value) -> yaml.append("              ")
                .append(name)
                .append(": \"")
                .append(value)
                .append("\"\n"));
        context.start();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("to-lake.yaml", yaml.toString()));
        template = context.createProducerTemplate();
    }

    /** A route into a new bucket; parameters by pairs of name and value. */
    static LakeRoute start(String... parameters) throws Exception {
        return startIn(SharedServices.createBucket(), parameters);
    }

    static LakeRoute startIn(String bucket, String... parameters) throws Exception {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.put(parameters[i], parameters[i + 1]);
        }
        return new LakeRoute(bucket, pairs);
    }

    /** One more step behind the first, in a route that calls the first one's. */
    void andThen(String uri) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("two.yaml", """
            - route:
                id: two-steps
                from:
                  uri: direct:two
                  steps:
                    - to: direct:batches
                    - to: "%s"
            """.formatted(uri)));
        entrance = "direct:two";
    }

    /** The exchange after the route; throws what the route threw. */
    Exchange send(Object body) throws Exception {
        Exchange exchange = template.send(entrance, made -> {
            made.getMessage().setBody(body);
            made.getMessage().setHeader("CamelAwsS3Key", "steered");
            made.getMessage().setHeader("CamelAwsS3OverrideBucketName", "steered");
        });
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange;
    }

    Exchange send(RecordBatch batch) throws Exception {
        return send((Object) batch);
    }

    /** All objects: key to stored bytes. */
    Map<String, byte[]> stored() {
        Map<String, byte[]> objects = new TreeMap<>();
        for (S3Object object : SharedServices.s3Client()
                .listObjectsV2Paginator(list -> list.bucket(bucket))
                .contents()) {
            objects.put(
                    object.key(),
                    SharedServices.s3Client()
                            .getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                            .asByteArray());
        }
        return objects;
    }

    /** All objects: key to text, inflated where the key says so. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        stored().forEach((key, bytes) -> texts.put(key, text(key, bytes)));
        return texts;
    }

    HeadObjectResponse head(String key) {
        return SharedServices.s3Client().headObject(head -> head.bucket(bucket).key(key));
    }

    private static String text(String key, byte[] bytes) {
        if (!key.endsWith(".gz")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.stop();
        client.close();
        network.close();
    }
}
