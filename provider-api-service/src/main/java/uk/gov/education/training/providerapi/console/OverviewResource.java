package uk.gov.education.training.providerapi.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.providerapi.console.Frame.Section;

/** How everything stands now, and stood in the last hour. Asks neither the database nor Kafka: either may be away. */
@AsPublished
@Path("/operations")
@ForOperators
class OverviewResource {

    private final Watch watch;

    OverviewResource(Watch watch) {
        this.watch = watch;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance overview(Frame frame, Overview overview);

        static native TemplateInstance charts(Frame frame, List<ChartDrawing> charts);
    }

    @GET
    public Uni<Response> overview() {
        Instant now = Instant.now();
        Frame frame = Frame.of("Overview", Section.OVERVIEW).refreshedEvery(1_000);
        return Pages.html(200, Templates.overview(frame, Overview.of(watch.situation(now), now)));
    }

    @GET
    @Path("/charts")
    public Uni<Response> charts() {
        History.Charts charts = watch.charts(Instant.now());
        Frame frame = Frame.of("The last hour", Section.CHARTS).refreshedEvery(10_000);
        return Pages.html(
                200,
                Templates.charts(
                        frame,
                        List.of(
                                ChartDrawing.of(
                                        "rate",
                                        "Events per second",
                                        "By topic, as its busiest reader has them; the average of each minute.",
                                        charts.first(),
                                        charts.rates(),
                                        Figures::rate),
                                ChartDrawing.of(
                                        "propagation",
                                        "Time until an event has its effect",
                                        "99th percentile, by reader, of its slowest topic; the worst of each minute.",
                                        charts.first(),
                                        charts.propagation(),
                                        Figures::millis),
                                ChartDrawing.of(
                                        "lag",
                                        "Events not yet read",
                                        "By reader, of the topic that waits longest; the most of each minute.",
                                        charts.first(),
                                        charts.lag(),
                                        value -> Figures.count(Math.round(value))),
                                ChartDrawing.of(
                                        "outbox",
                                        "Events that wait to be published",
                                        "In the outbox of each service; the most of each minute.",
                                        charts.first(),
                                        charts.outbox(),
                                        value -> Figures.count(Math.round(value))))));
    }
}
