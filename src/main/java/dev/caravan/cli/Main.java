package dev.caravan.cli;

import dev.caravan.failure.PermanentException;
import dev.caravan.observe.LogFormat;
import dev.caravan.settings.SettingsException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point: reads the command line, runs one command, exits with its code. */
@Command(
        name = "caravan",
        description = "Dependable stream-to-lake pipelines: Kinesis or Kafka to DynamoDB and an S3 data lake.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            GenerateCommand.class,
            VerifyCommand.class,
            QueryCommand.class,
            DeadLettersCommand.class,
            ReportCommand.class,
            ReconcileCommand.class,
            InitCommand.class,
            PlanCommand.class,
            SetupCommand.class,
            TeardownCommand.class,
            PolicyCommand.class,
            DoctorCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = "Without a command, run is meant. Exit codes: 0 ok, 1 failed, 2 bad usage or settings.")
public final class Main {

    private static final int FAILED = 1;
    private static final int BAD_SETTINGS = 2;

    private Main() {}

    public static void main(String[] args) {
        // Here, while there is one thread: services that start side by side would meet a half made log.
        LogFormat.begin();
        LoggerFactory.getILoggerFactory();
        OutOfMemory.endsTheProcess();
        Optional<String> unreadable = Locales.unreadable(args);
        if (unreadable.isPresent()) {
            System.err.println(unreadable.get());
            System.exit(BAD_SETTINGS);
        }
        System.exit(execute(args));
    }

    static int execute(String... args) {
        CommandLine line = new CommandLine(new Main());
        for (SubcommandProvider provider : ServiceLoader.load(SubcommandProvider.class)) {
            provider.commands().forEach(line::addSubcommand);
        }
        if (!line.getSubcommands().containsKey("demo")) {
            line.addSubcommand("demo", new LocalOnlyCommand("demo"));
            line.addSubcommand("local", new LocalOnlyCommand("local"));
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(utf8(System.out));
        line.setErr(utf8(System.err));
        line.setExecutionExceptionHandler(Main::explain);
        return line.execute(args.length == 0 ? new String[] {"run"} : args);
    }

    /** Whatever the locale: JSON and CSV are UTF-8, and a name is never printed as question marks. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SettingsException || t instanceof PermanentException) {
                line.getErr().println(t.getMessage());
                return BAD_SETTINGS;
            }
        }
        line.getErr()
                .println(
                        parsed.subcommand() == null
                                ? Failures.describe(failure)
                                : parsed.subcommand().commandSpec().name() + " failed: " + Failures.describe(failure));
        return FAILED;
    }
}
