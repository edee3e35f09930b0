package dev.caravan.local.demo;

import dev.caravan.local.LocalServices;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code --stay} says: every endpoint, and three things to try. */
final class LookAround {

    private final LocalServices services;
    private final DemoPlan plan;
    private final String page;

    /** @param page its address */
    LookAround(LocalServices services, DemoPlan plan, String page) {
        this.services = services;
        this.plan = plan;
        this.page = page;
    }

    /** Writes the environment that other commands need, and returns the text. */
    String text() throws IOException {
        Path environment =
                Files.writeString(plan.dataDirectory().resolve("environment"), exports(services.environment()));
        String endpoints = services.endpoints().entrySet().stream()
                .map(entry -> String.format("  %-10s %s", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        return """

                Everything stays up until Ctrl-C. Endpoints:
                %s

                Look at the page: %s

                Three things to try:
                1. Edit a route: change something in %s, then press Enter here: the routes drain and start again.
                2. Run a query, in another terminal:
                     . %s
                     java -jar %s query "SELECT action, count(*) AS n FROM user_activity GROUP BY action"
                3. Read the mail box: the verdict was mailed to you@example.com and lies in %s,
                   and the page shows it
                """.formatted(
                        endpoints,
                        page,
                        plan.routes().resolve("kinesis-to-s3.yaml"),
                        environment,
                        jar(System.getProperty("java.class.path")),
                        plan.dataDirectory().resolve("mail"));
    }

    /** As it was typed to start the demo. */
    private static String jar(String classPath) {
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? classPath
                : "target/caravan-local.jar";
    }

    static String exports(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
