package dev.caravan.page.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.page.http.Answers;
import dev.caravan.page.http.OwnRequests;
import dev.caravan.page.http.PagePart;
import dev.caravan.page.http.TellableException;
import dev.caravan.page.http.Works;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code GET letters}: what lies there. {@code POST replay}: counts, or sends what was counted; one at a time. */
public final class LettersPart implements PagePart {

    private final LetterLook look;
    private final ReplayWork replay;
    private final Works looks = new Works("caravan-page-letters", 2);
    private final Works replays = new Works("caravan-page-replay", 1);

    public LettersPart(
            CamelContext context, S3Client s3, KinesisClient kinesis, DeadLetterSettings place, Clock clock) {
        this.look = new LetterLook(s3, place, clock);
        this.replay = new ReplayWork(context, s3, kinesis, place, clock);
    }

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public void mount(Router router) {
        router.get("/page/api/letters").handler(request -> looks.whileWaited(request, tell -> tell.accept(look.get())));
        OwnRequests.post(router, "/page/api/replay", this::replay);
    }

    private void replay(RoutingContext request) {
        ReplayRequest asked;
        try {
            asked = ReplayRequest.of(new JsonMapper().readTree(request.body().asString()));
        } catch (JsonProcessingException | TellableException e) {
            Answers.refuse(request, 400, e.getMessage());
            return;
        }
        replays.toItsEnd(request, tell -> {
            replay.run(asked, tell);
            look.forget();
        });
    }

    @Override
    public void close() {
        looks.close();
        replays.close();
    }
}
