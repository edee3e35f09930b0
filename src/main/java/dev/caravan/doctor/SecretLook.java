package dev.caravan.doctor;

import dev.caravan.aws.SecretStore;
import dev.caravan.policy.NamedSecrets;
import dev.caravan.policy.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads each secret that the roles look up once, before anything else needs it. Their values are let go at once. */
public final class SecretLook {

    private static final String ACTION = "secretsmanager:GetSecretValue";

    private SecretLook() {}

    /** A row for each; after one without an answer, which takes 10 s, the others are not tried. */
    public static Diagnosis at(NamedSecrets secrets, Collection<Role> roles, SecretStore store, Clock clock) {
        TreeSet<String> ids = new TreeSet<>();
        roles.forEach(role -> ids.addAll(secrets.of(role)));
        ClockSkew skew = new ClockSkew(clock);
        List<Row> rows = new ArrayList<>();
        boolean answered = true;
        for (String id : ids) {
            Attempts attempts = new Attempts("secret " + id, skew);
            if (answered) {
                look(id, secrets.arn(id), store, attempts);
            } else {
                attempts.add(State.NOT_TRIED, ACTION, secrets.arn(id), "the secret before it had no answer");
            }
            rows.addAll(attempts.rows());
            answered = rows.stream().noneMatch(row -> row.state() == State.UNREACHABLE);
        }
        if (rows.stream().anyMatch(row -> row.state().isProblem())) {
            rows.add(Row.of("everything else", State.NOT_TRIED, "settings and routes need these secrets"));
        }
        return new Diagnosis(rows);
    }

    private static void look(String id, String arn, SecretStore store, Attempts attempts) {
        attempts.make(ACTION, arn, () -> store.read(id, Optional.empty()));
        if (attempts.rows().get(0).state() == State.NOT_THERE) {
            attempts.note("there is no such secret: make it, or correct its name in settings and routes");
        }
    }
}
