package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.usage.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a report needs: its queries, its ledger, its mails, and nothing of other roles. */
class ReportGrantsTest {

    private static final Permissions PERMISSIONS = with(Map.of(
            "mail.transport", "ses",
            "mail.from", "Caravan <reports@example.com>",
            "athena.output", "s3://caravan-query-results/queries/"));

    private static Permissions with(Map<String, String> more) {
        return new Permissions(
                PolicySettings.from(ShippedPermissions.settings(more), ShippedPermissions.ACCOUNT),
                List.of(
                        new Use.WritesObjects("lake", "caravan-lake", "user-activity/", "none", "json", "gzip"),
                        new Use.MailsReport(
                                "daily",
                                "daily",
                                "caravan-reports",
                                "caravan",
                                "primary",
                                Optional.of("s3://caravan-query-results/queries/"),
                                Optional.of("caravan-lake"))),
                new Trust.Account());
    }

    @ParameterizedTest
    @CsvSource({
        "athena:StartQueryExecution, athena:us-east-1:123456789012:workgroup/primary",
        "athena:GetQueryExecution, athena:us-east-1:123456789012:workgroup/primary",
        "athena:GetQueryResults, athena:us-east-1:123456789012:workgroup/primary",
        "athena:StopQueryExecution, athena:us-east-1:123456789012:workgroup/primary",
        "athena:GetWorkGroup, athena:us-east-1:123456789012:workgroup/primary",
        "glue:GetTable, glue:us-east-1:123456789012:table/caravan/user_activity",
        "glue:GetPartitions, glue:us-east-1:123456789012:table/caravan/user_activity",
        "s3:GetObject, s3:::caravan-lake/user-activity/a.json.gz",
        "s3:PutObject, s3:::caravan-query-results/queries/a.csv",
        "s3:PutObject, s3:::caravan-query-results/queries/reports/1234/daily.csv",
        "s3:GetObject, s3:::caravan-query-results/queries/reports/1234/daily.csv",
        "dynamodb:PutItem, dynamodb:us-east-1:123456789012:table/caravan-reports",
        "dynamodb:UpdateItem, dynamodb:us-east-1:123456789012:table/caravan-reports",
        "dynamodb:GetItem, dynamodb:us-east-1:123456789012:table/caravan-reports",
        "dynamodb:Query, dynamodb:us-east-1:123456789012:table/caravan-reports",
        "glue:StartCrawler, glue:us-east-1:123456789012:crawler/caravan-lake"
    })
    void aReportAndWhoeverRunsOneByHandMayDoThis(String action, String resource) {
        assertThat(decide(PERMISSIONS, Role.REPORTS, action, resource)).isEqualTo(ALLOWED);
        assertThat(decide(PERMISSIONS, Role.OPERATOR, action, resource)).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "athena:StartQueryExecution, athena:us-east-1:123456789012:workgroup/others",
        "s3:PutObject, s3:::caravan-lake/user-activity/a.json.gz",
        "s3:PutObject, s3:::caravan-query-results/reports/1234/daily.csv",
        "s3:GetObject, s3:::caravan-lake/other/a.json.gz",
        "s3:DeleteObject, s3:::caravan-query-results/queries/reports/1234/daily.csv",
        "dynamodb:DeleteItem, dynamodb:us-east-1:123456789012:table/caravan-reports",
        "dynamodb:Scan, dynamodb:us-east-1:123456789012:table/caravan-reports",
        "dynamodb:PutItem, dynamodb:us-east-1:123456789012:table/caravan-setup",
        "glue:StartCrawler, glue:us-east-1:123456789012:crawler/others",
        "glue:CreateTable, glue:us-east-1:123456789012:table/caravan/user_activity",
        "cloudwatch:PutMetricData, *"
    })
    void aReportMayNotDoThat(String action, String resource) {
        assertThat(decide(PERMISSIONS, Role.REPORTS, action, resource)).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void mailsComeFromTheAddressOfTheSettingsOnly() {
        // Given
        IamRequest send = IamRequest.of("ses:SendRawEmail", "arn:aws:ses:us-east-1:123456789012:identity/example.com");
        Policy reports = PERMISSIONS.policy(Role.REPORTS);

        // When / Then
        assertThat(PolicyEvaluator.decide(reports, send.with("ses:FromAddress", "reports@example.com")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(reports, send.with("ses:FromAddress", "boss@example.com")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(reports, send)).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void mailsOverSmtpNeedNoPermission() {
        // When
        Permissions smtp = with(Map.of("mail.transport", "smtp", "mail.from", "reports@example.com"));

        // Then
        assertThat(smtp.policy(Role.REPORTS).statements())
                .flatExtracting(Statement::actions)
                .contains("dynamodb:Query")
                .noneMatch(action -> action.toString().startsWith("ses:"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"REPORTS", "OPERATOR"},
            mode = EnumSource.Mode.EXCLUDE)
    void othersNeitherMailNorKeepTheLedger(Role role) {
        assertThat(decide(
                        PERMISSIONS, role, "dynamodb:PutItem", "dynamodb:us-east-1:123456789012:table/caravan-reports"))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PERMISSIONS.policy(role).statements())
                .flatExtracting(Statement::actions)
                .doesNotContain("ses:SendRawEmail");
    }

    @Test
    void theSetUpMakesTheLedgersTable() {
        assertThat(decide(
                        PERMISSIONS,
                        Role.SET_UP,
                        "dynamodb:CreateTable",
                        "dynamodb:us-east-1:123456789012:table/caravan-reports"))
                .isEqualTo(ALLOWED);
    }

    private static PolicyEvaluator.Decision decide(Permissions permissions, Role role, String action, String resource) {
        return PolicyEvaluator.decide(
                permissions.policy(role), IamRequest.of(action, resource.equals("*") ? "*" : "arn:aws:" + resource));
    }
}
