package dev.caravan.cli;

import dev.caravan.policy.Trust;
import dev.caravan.settings.SettingsException;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Who may be the roles that run in a workload. */
final class TrustOptions {

    /** As on the command line, for example {@code pod-identity}. */
    enum Kind {
        ACCOUNT,
        POD_IDENTITY,
        IRSA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--trust",
            paramLabel = "KIND",
            defaultValue = "account",
            description =
                    "Who may be the roles ingest and reports: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind kind;

    @Option(names = "--namespace", paramLabel = "NAME", description = "Of the pods, for pod-identity and irsa.")
    private String namespace;

    @Option(names = "--service-account", paramLabel = "NAME", description = "Of the pods, for pod-identity and irsa.")
    private String serviceAccount;

    @Option(
            names = "--oidc-provider",
            paramLabel = "HOST/PATH",
            description = "Of the cluster, for irsa: what aws eks describe-cluster prints as identity.oidc.issuer.")
    private String provider;

    /** @throws SettingsException for an option that is missing, or that the kind has no use for */
    Trust trust() {
        boolean pods = kind != Kind.ACCOUNT;
        require("--namespace", namespace, pods);
        require("--service-account", serviceAccount, pods);
        require("--oidc-provider", provider, kind == Kind.IRSA);
        try {
            return switch (kind) {
                case ACCOUNT -> new Trust.Account();
                case POD_IDENTITY -> new Trust.PodIdentity(namespace, serviceAccount);
                case IRSA -> new Trust.Irsa(namespace, serviceAccount, provider);
            };
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private void require(String option, String value, boolean wanted) {
        if (wanted != (value != null)) {
            throw new SettingsException("--trust " + kind + (wanted ? " needs " : " has no use for ") + option);
        }
    }
}
