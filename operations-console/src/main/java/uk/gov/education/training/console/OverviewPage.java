package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.console.PageLayout.Section;

/** How everything stands now, and stood in the last hour. Asks neither the database nor Kafka: either may be away. */
@OwnRequestValidation
@Path("/operations")
@OperatorsOnly
class OverviewPage {

    private final ConsoleState consoleState;

    OverviewPage(ConsoleState consoleState) {
        this.consoleState = consoleState;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance overview(PageLayout layout, Overview overview);

        static native TemplateInstance charts(PageLayout layout, List<ChartDrawing> charts);
    }

    @GET
    public Uni<Response> overview() {
        Instant now = Instant.now();
        PageLayout layout = PageLayout.of("Overview", Section.OVERVIEW).refreshedEvery(1_000);
        return PageResponses.html(200, Templates.overview(layout, Overview.of(consoleState.systemStatus(now), now)));
    }

    @GET
    @Path("/charts")
    public Uni<Response> charts() {
        HourlyHistory.Charts charts = consoleState.charts(Instant.now());
        PageLayout layout = PageLayout.of("The last hour", Section.CHARTS).refreshedEvery(10_000);
        return PageResponses.html(
                200,
                Templates.charts(
                        layout,
                        List.of(
                                ChartDrawing.of(
                                        "rate",
                                        "Events per second",
                                        "By topic, as its busiest reader has them; the average of each minute.",
                                        charts.first(),
                                        charts.rates(),
                                        Formats::rate),
                                ChartDrawing.of(
                                        "propagation",
                                        "Time until an event has its effect",
                                        "99th percentile, by reader, of its slowest topic; the worst of each minute.",
                                        charts.first(),
                                        charts.propagation(),
                                        Formats::millis),
                                ChartDrawing.of(
                                        "lag",
                                        "Events not yet read",
                                        "By reader, of the topic that waits longest; the most of each minute.",
                                        charts.first(),
                                        charts.lag(),
                                        value -> Formats.count(Math.round(value))),
                                ChartDrawing.of(
                                        "outbox",
                                        "Events that wait to be published",
                                        "In the outbox of each service; the most of each minute.",
                                        charts.first(),
                                        charts.outbox(),
                                        value -> Formats.count(Math.round(value))))));
    }
}
