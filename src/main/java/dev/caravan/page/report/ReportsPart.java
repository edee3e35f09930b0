package dev.caravan.page.report;

import static java.util.Objects.requireNonNull;

import dev.caravan.page.http.Answers;
import dev.caravan.page.http.PagePart;
import dev.caravan.report.ReportBoard;
import io.vertx.ext.web.Router;

/** {@code GET reports}: those of the board, as they stand. */
public final class ReportsPart implements PagePart {

    private final ReportBoard board;

    public ReportsPart(ReportBoard board) {
        this.board = requireNonNull(board, "board");
    }

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public void mount(Router router) {
        router.get("/page/api/reports").blockingHandler(request -> Answers.json(request, board.reports()), false);
    }

    @Override
    public void close() {}
}
