package dev.caravan.policy;

import java.util.List;
import java.util.stream.Stream;

/** What reports need beside their queries: the ledger of their mails, Amazon SES, and the crawlers that they run before. */
final class ReportGrants {

    private ReportGrants() {}

    /** Nothing if no route is a report. Large files lie beside the query results, which may be written as it is. */
    static Stream<Statement> of(PolicySettings settings, Inventory inventory) {
        if (inventory.reportLedgers().isEmpty()) {
            return Stream.of();
        }
        Arns arns = settings.arns();
        return Stream.of(
                        Stream.of(Statement.allow(
                                "KeepReportLedger",
                                List.of(
                                        "dynamodb:GetItem",
                                        "dynamodb:PutItem",
                                        "dynamodb:UpdateItem",
                                        "dynamodb:Query"),
                                inventory.reportLedgers().stream()
                                        .map(arns::table)
                                        .toList())),
                        CrawlGrants.running(arns, inventory.reportCrawlers()),
                        settings.sesSender().stream().map(from -> mails(arns, from)))
                .flatMap(each -> each);
    }

    /** The identity is the address, its domain or a domain above it; whichever it is, mails come from this address only. */
    private static Statement mails(Arns arns, String from) {
        return Statement.allow(
                "SendReports",
                List.of("ses:SendRawEmail"),
                List.of(arns.mailIdentities()),
                Condition.of(Operator.STRING_EQUALS, "ses:FromAddress", from));
    }
}
