package dev.caravan.page.mail;

import dev.caravan.page.http.Answers;
import dev.caravan.page.http.PageHeaders;
import dev.caravan.page.http.PagePart;
import dev.caravan.page.http.TellableException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET mails}: the list. {@code GET mails/ID}: one mail, with a ticket for a frame. {@code GET /page/mail?ticket=}: its
 * HTML, for that frame.
 */
public final class MailPart implements PagePart {

    /** Asks for no token but a ticket. */
    public static final String FRAME = "/page/mail";

    private static final String MAILS = "/page/api/mails";

    private final MailBox box;
    private final Tickets tickets;

    public MailPart(Path directory, Clock clock) {
        this.box = new MailBox(directory);
        this.tickets = new Tickets(clock);
    }

    /** @param ticket for the HTML; empty if the mail has none */
    record Shown(
            MailSummary summary,
            Optional<String> ticket,
            Optional<String> text,
            List<MailView.Attachment> attachments) {}

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public Set<String> open() {
        return Set.of(FRAME);
    }

    @Override
    public void mount(Router router) {
        router.get(MAILS).blockingHandler(request -> Answers.json(request, box.list()), false);
        router.get(MAILS + "/:id").blockingHandler(this::show, false);
        router.get(FRAME).handler(this::frame);
    }

    private void show(RoutingContext request) {
        try {
            MailView mail = box.read(request.pathParam("id"));
            Answers.json(
                    request, new Shown(mail.summary(), mail.html().map(tickets::of), mail.text(), mail.attachments()));
        } catch (TellableException e) {
            Answers.refuse(request, 404, e.getMessage());
        }
    }

    private void frame(RoutingContext request) {
        Optional<String> html =
                Optional.ofNullable(request.request().getParam("ticket")).flatMap(tickets::take);
        if (html.isEmpty()) {
            Answers.refuse(request, 404, "This view of the mail is used up: open the mail again");
            return;
        }
        PageHeaders.addForFrameTo(request.response().headers());
        request.response().putHeader("content-type", "text/html; charset=utf-8").end(html.get());
    }

    @Override
    public void close() {}
}
