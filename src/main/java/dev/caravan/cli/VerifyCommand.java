package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.generate.truth.Truth;
import dev.caravan.generate.verify.CheckTable;
import dev.caravan.generate.verify.Verifier;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what arrived with what was sent. */
@Command(
        name = "verify",
        description = "Compare what arrived in the lake, the table and the dead letters with a truth file.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Parameters(paramLabel = "TRUTH", description = "The truth file that generate wrote.")
    private Path truthFile;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        Truth truth = TruthOfRuns.read(truthFile);
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            Verifier verifier = new Verifier(clients.athena(), clients.dynamoDb(), clients.s3());
            CheckTable table = new CheckTable(verifier.verify(truth, ShippedPlaces.of(settings)));
            spec.commandLine().getOut().println(json ? table.json() : table.text());
            if (!json) {
                spec.commandLine().getOut().println("verify: " + table.verdict());
            }
            return table.passed() ? 0 : 1;
        }
    }
}
