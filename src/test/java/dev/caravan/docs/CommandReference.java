package dev.caravan.docs;

import dev.caravan.cli.Main;
import dev.caravan.cli.SubcommandProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every command with its parameters and options, as picocli knows them. */
final class CommandReference {

    private static final int WIDTH = 110;

    private CommandReference() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        commands("caravan.jar", List.of()).forEach(command -> text.append(section(command)));
        List<Object> local = local();
        commands("caravan-local.jar", local)
                .filter(command -> local.contains(command.userObject()))
                .forEach(command -> text.append(section(command)));
        return text.toString();
    }

    /** Does nothing if the program takes these words, and throws picocli's exception if not. */
    static void requireUnderstood(String... words) {
        line(local()).parseArgs(words);
    }

    private static List<Object> local() {
        List<Object> local = new ArrayList<>();
        ServiceLoader.load(SubcommandProvider.class).forEach(provider -> local.addAll(provider.commands()));
        return local;
    }

    private static CommandLine line(List<Object> added) {
        CommandLine line = new CommandLine(Main.class).setCaseInsensitiveEnumValuesAllowed(true);
        added.forEach(line::addSubcommand);
        return line;
    }

    private static Stream<CommandSpec> commands(String jar, List<Object> added) {
        CommandLine line = line(added);
        line.setCommandName("java -jar " + jar);
        line.setUsageHelpWidth(WIDTH);
        return line.getSubcommands().values().stream().flatMap(CommandReference::withSubcommands);
    }

    /** A command that only holds others is in their synopsis. */
    private static Stream<CommandSpec> withSubcommands(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command.getCommandSpec())
                : command.getSubcommands().values().stream().flatMap(CommandReference::withSubcommands);
    }

    private static String section(CommandSpec command) {
        String name = command.qualifiedName().replaceFirst("java -jar \\S+ ", "");
        return "### " + name + "\n\n"
                + String.join(" ", command.usageMessage().description())
                + "\n\n```text\n"
                + new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF)).synopsis(0)
                + "```\n\n"
                + new MarkdownTable(List.of("Option", "Meaning"), rows(command)).text()
                + "\n";
    }

    private static List<List<String>> rows(CommandSpec command) {
        List<List<String>> rows = new ArrayList<>();
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            rows.add(List.of("`" + parameter.paramLabel() + "`", String.join(" ", parameter.description())));
        }
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                rows.add(List.of("`" + name(option) + "`", String.join(" ", option.description())));
            }
        }
        return rows;
    }

    private static String name(OptionSpec option) {
        return String.join(", ", option.names()) + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
    }
}
