package dev.caravan.doctor;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.policy.Permissions;
import dev.caravan.policy.PolicySettings;
import dev.caravan.policy.Role;
import dev.caravan.policy.Trust;
import dev.caravan.settings.Settings;
import dev.caravan.usage.Use;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Looks at everything that the routes need. */
public final class Doctor {

    private static final int AT_ONCE = 16;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final AwsAccess aws;
    private final Settings settings;
    private final PolicySettings policySettings;
    private final Clock clock;

    /** @param clock this machine's, to be compared with the services' */
    public Doctor(AwsAccess aws, Settings settings, PolicySettings policySettings, Clock clock) {
        this.aws = requireNonNull(aws, "aws");
        this.settings = requireNonNull(settings, "settings");
        this.policySettings = requireNonNull(policySettings, "policySettings");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Never fails for what is wrong: that is a row.
     *
     * @param roles whose work is looked at: ingest, reports, or both
     * @param uses of the routes
     * @param secrets what a look at them said, with {@link SecretLook}
     * @param write whether one object may be created under each prefix, and removed again
     * @throws InterruptedException if the thread is interrupted meanwhile; the calls end with it
     */
    public Diagnosis examine(
            AwsClients clients, Collection<Role> roles, List<Use> uses, Diagnosis secrets, boolean write)
            throws InterruptedException {
        ClockSkew skew = new ClockSkew(clock);
        Access access = new Access(clients, settings, policySettings.arns(), policySettings.kafka(), write);
        List<Probe> probes = new ArrayList<>(List.of(new CredentialsProbe(aws.credentials())));
        probes.addAll(Probes.of(roles, uses, policySettings));
        List<Row> looked = new ArrayList<>(secrets.rows());
        looked.addAll(run(probes, access, skew));
        List<Row> rows = new ArrayList<>(Surroundings.rows(aws, settings));
        rows.add(skew.row());
        rows.addAll(looked);
        Permissions permissions = new Permissions(policySettings, uses, new Trust.Account());
        roles.forEach(role -> rows.addAll(Untried.rows(role, permissions.policy(role), looked)));
        return new Diagnosis(rows);
    }

    private static List<Row> run(List<Probe> probes, Access access, ClockSkew skew) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<List<Row>>> calls = new ArrayList<>();
            probes.forEach(probe -> calls.add(() -> rows(probe, access, skew)));
            List<Future<List<Row>>> answers = threads.invokeAll(calls, LIMIT.toSeconds(), TimeUnit.SECONDS);
            List<Row> rows = new ArrayList<>();
            for (int at = 0; at < answers.size(); at++) {
                rows.addAll(answer(probes.get(at), answers.get(at)));
            }
            return rows;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Row> rows(Probe probe, Access access, ClockSkew skew) {
        Attempts attempts = new Attempts(probe.what(), skew);
        probe.run(access, attempts);
        return attempts.rows();
    }

    private static List<Row> answer(Probe probe, Future<List<Row>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            return List.of(Row.of(probe.what(), State.UNREACHABLE, "not done within " + LIMIT.toSeconds() + " s"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Looking at " + probe.what() + " failed: " + e.getCause(), e.getCause());
        }
    }
}
