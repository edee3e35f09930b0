package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterId;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.deadletter.replay.Attempt;
import dev.caravan.deadletter.replay.LedgerReader;
import dev.caravan.deadletter.replay.Returns;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints all that is known of one dead letter. */
@Command(
        name = "show",
        description = "Show one dead letter: why, where from, its replays, and the original record.",
        mixinStandardHelpOptions = true)
final class DeadLettersShow implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Parameters(paramLabel = "ID", description = "As dead-letters list prints it.")
    private String id;

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec;

    /** At most one of the two. */
    static final class Form {

        @Option(names = "--raw", description = "Write the original bytes to standard output, and nothing else.")
        private boolean raw;

        @Option(names = "--json", description = "Print a JSON object; key, header values and record in Base64.")
        private boolean json;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = settingsOptions.load();
        DeadLetterSettings place = DeadLetterSettings.from(settings);
        Set<DeadLetterId> wanted = DeadLetterOptions.ids(List.of(id));
        Problems problems = new Problems(spec.commandLine().getErr());
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings));
                DeadLetterReader letters =
                        new DeadLetterReader(clients.s3(), place, DeadLetterFilter.of(wanted), problems)) {
            Optional<DeadLetter> found = letters.hasNext() ? Optional.of(letters.next()) : Optional.empty();
            if (found.isEmpty()) {
                spec.commandLine().getErr().println(unknown(place, id));
                return 1;
            }
            print(new Returns(clients.s3(), place).marked(found.get()), new LedgerReader(clients.s3(), place));
        }
        return 0;
    }

    static String unknown(DeadLetterSettings place, String ids) {
        return "There is no dead letter " + ids + " below "
                + place.location(place.prefix().value())
                + ": dead-letters list prints the ids; its object may have been removed";
    }

    private void print(DeadLetter letter, LedgerReader ledger) throws IOException {
        if (form.raw) {
            byte[] value = letter.record().value();
            System.out.write(value == null ? new byte[0] : value);
            System.out.flush();
            return;
        }
        List<Attempt> attempts = ledger.attempts(letter);
        spec.commandLine()
                .getOut()
                .println(form.json ? DeadLetterText.json(letter, attempts) : DeadLetterText.text(letter, attempts));
        spec.commandLine().getOut().flush();
    }
}
