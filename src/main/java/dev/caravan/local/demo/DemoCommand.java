package dev.caravan.local.demo;

import dev.caravan.cli.RoutesOptions;
import dev.caravan.cli.SettingsOptions;
import dev.caravan.cli.StopSignal;
import dev.caravan.cli.Terminal;
import dev.caravan.generate.verify.CheckTable;
import dev.caravan.local.DataDirectory;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs both pipelines end to end on embedded services and says whether everything arrived, once. */
@Command(
        name = "demo",
        description = "Run both pipelines end to end on embedded services and compare what arrived with what was sent.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final String PROFILE = "user-activity.yaml";

    @Mixin
    private SettingsOptions settingsOptions;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Records into Kinesis and as many into Kafka (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the generator instead of the profile's.")
    private Long seed;

    @Option(names = "--stay", description = "Keep everything up afterwards, until Ctrl-C.")
    private boolean stay;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "caravan-data",
            description = "Where the services keep their data and the demo its log (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Mixin
    private RoutesOptions routes;

    @Option(
            names = "--generator",
            paramLabel = "DIR",
            defaultValue = "generator",
            description = "Generator profiles (default: ${DEFAULT-VALUE}).")
    private Path generator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (records < 1) {
            throw new SettingsException("--records is 1 or more, got " + records);
        }
        Settings settings = settingsOptions.loadFor(routes);
        DemoPlan plan = new DemoPlan(
                records,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                data,
                routes.directory(settings),
                existing(generator.resolve(PROFILE)),
                stay);
        // Taken before anything is written into it: a run that holds it has its log there.
        try (DataDirectory directory = DataDirectory.take(data)) {
            Path log = DemoLog.start(data);
            Narrator narrator = new Narrator(spec.commandLine().getOut(), Terminal.isThere());
            narrator.say("The log is in " + log);
            Demo demo = new Demo(plan, settings, narrator, directory);
            return StopSignal.during(
                    "demo: stopping routes and services",
                    spec.commandLine().getErr(),
                    () -> run(demo, plan, narrator),
                    () -> {
                        demo.stop();
                        return demo.hasPassed() ? 0 : 1;
                    });
        }
    }

    private int run(Demo demo, DemoPlan plan, Narrator narrator) throws Exception {
        try (demo) {
            CheckTable table = demo.run();
            if (stay) {
                stay(demo, plan, table, narrator);
            }
            return table.passed() ? 0 : 1;
        }
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new SettingsException("There is no " + path
                    + ". Run the demo in the project's folder, or name the place with --generator");
        }
        return path;
    }

    private static void stay(Demo demo, DemoPlan plan, CheckTable table, Narrator narrator) throws Exception {
        new VerdictMail(demo.services().mail())
                .send(
                        "Caravan demo: " + table.verdict(),
                        table.text(),
                        plan.dataDirectory().resolve("mail"));
        narrator.say(new LookAround(demo.services(), plan, demo.page().orElseThrow()).text());
        restartOnEnter(demo, narrator);
        // Standard input has ended, as it has without a terminal: only a signal ends the demo now.
        new CountDownLatch(1).await();
    }

    private static void restartOnEnter(Demo demo, Narrator narrator) throws IOException {
        try (Scanner lines = new Scanner(System.in, Charset.defaultCharset())) {
            while (lines.hasNextLine()) {
                lines.nextLine();
                try {
                    demo.restartRoutes();
                } catch (Exception e) {
                    narrator.say(
                            "The routes did not start: " + e.getMessage() + ". Mend the file and press Enter again");
                }
            }
        }
    }
}
