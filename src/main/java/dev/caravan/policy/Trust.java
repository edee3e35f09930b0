package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Who may be a role that a workload runs with. */
public sealed interface Trust {

    /** The role's trust policy. */
    Policy policy(Arns arns);

    /** Anybody in the account whose own policies allow it to take the role. */
    record Account() implements Trust {

        @Override
        public Policy policy(Arns arns) {
            return Policy.of(Statement.trust(
                    "AllowAccount", new Principal("AWS", arns.accountItself()), List.of("sts:AssumeRole")));
        }
    }

    /**
     * One service account of Kubernetes in the account's own EKS clusters, through EKS Pod Identity. It tells cluster,
     * namespace and service account as session tags, which must not be disabled in the association.
     */
    record PodIdentity(String namespace, String serviceAccount) implements Trust {

        public PodIdentity {
            requireNonNull(namespace, "namespace");
            requireNonNull(serviceAccount, "serviceAccount");
        }

        @Override
        public Policy policy(Arns arns) {
            return Policy.of(Statement.trust(
                    "AllowPods",
                    Principal.service("pods.eks.amazonaws.com"),
                    List.of("sts:AssumeRole", "sts:TagSession"),
                    Condition.of(Operator.STRING_EQUALS, "aws:RequestTag/kubernetes-namespace", namespace),
                    Condition.of(Operator.STRING_EQUALS, "aws:RequestTag/kubernetes-service-account", serviceAccount),
                    Condition.of(Operator.STRING_LIKE, "aws:RequestTag/eks-cluster-arn", arns.kubernetes())));
        }
    }

    /**
     * One service account of Kubernetes, through the cluster's OpenID Connect provider (IRSA).
     *
     * @param provider its host and path, for example {@code oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE}; {@code
     *     https://} before it is left out
     */
    record Irsa(String namespace, String serviceAccount, String provider) implements Trust {

        public Irsa {
            requireNonNull(namespace, "namespace");
            requireNonNull(serviceAccount, "serviceAccount");
            provider = provider.replaceFirst("^https://", "").replaceFirst("/+$", "");
            if (!provider.matches("[A-Za-z0-9.-]+(/[A-Za-z0-9/_-]+)?")) {
                throw new IllegalArgumentException(
                        "An OpenID Connect provider is HOST/PATH, such as oidc.eks.REGION.amazonaws.com/id/ID, got "
                                + provider);
            }
        }

        @Override
        public Policy policy(Arns arns) {
            return Policy.of(Statement.trust(
                    "AllowServiceAccount",
                    new Principal("Federated", arns.identityProvider(provider)),
                    List.of("sts:AssumeRoleWithWebIdentity"),
                    Condition.of(
                            Operator.STRING_EQUALS,
                            provider + ":sub",
                            "system:serviceaccount:" + namespace + ":" + serviceAccount),
                    Condition.of(Operator.STRING_EQUALS, provider + ":aud", "sts.amazonaws.com")));
        }
    }

    /** Glue, for these crawlers of this account only: it must not act here for another's. */
    static Policy ofCrawlers(Arns arns, List<String> crawlers) {
        if (crawlers.isEmpty()) {
            return new Policy(List.of());
        }
        return Policy.of(Statement.trust(
                "AllowGlue",
                Principal.service("glue.amazonaws.com"),
                List.of("sts:AssumeRole"),
                Condition.of(Operator.STRING_EQUALS, "aws:SourceAccount", arns.account()),
                new Condition(
                        Operator.ARN_LIKE,
                        "aws:SourceArn",
                        crawlers.stream().map(arns::crawler).toList())));
    }
}
