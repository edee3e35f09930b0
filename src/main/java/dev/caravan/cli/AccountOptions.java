package dev.caravan.cli;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.CallerAccount;
import dev.caravan.settings.SettingsException;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** In which AWS account the resources are. */
final class AccountOptions {

    @ArgGroup
    private Source source = new Source();

    /** At most one of the two. */
    static final class Source {

        @Option(names = "--account", paramLabel = "ID", description = "The AWS account, 12 digits.")
        private String account;

        @Option(
                names = "--ask-account",
                description =
                        "Ask AWS (STS) for the account of the present credentials: the one call that is made for it.")
        private boolean ask;
    }

    /** What was typed, unchecked. */
    Optional<String> typed() {
        return Optional.ofNullable(source.account);
    }

    /**
     * Empty if neither option was given.
     *
     * @throws SettingsException if it is no account
     */
    Optional<String> account(Supplier<AwsAccess> access) {
        if (source.account != null && !source.account.matches("\\d{12}")) {
            throw new SettingsException("--account is an AWS account, 12 digits, got " + source.account);
        }
        return source.ask ? Optional.of(CallerAccount.of(access.get())) : Optional.ofNullable(source.account);
    }
}
