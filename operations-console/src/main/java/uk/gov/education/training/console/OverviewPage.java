package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Shows the current state and the last hour, from memory: it works while Kafka or the databases are unavailable. */
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

        static native TemplateInstance charts(PageLayout layout, List<Chart> charts);
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
                                Chart.of(
                                        "rate",
                                        "Events per second",
                                        "By topic, from its busiest reader. Average of each minute.",
                                        charts.first(),
                                        charts.rates(),
                                        Formats::rate),
                                Chart.of(
                                        "propagation",
                                        "Time until an event has its effect",
                                        "99th percentile by reader, for its slowest topic. Maximum of each minute.",
                                        charts.first(),
                                        charts.propagation(),
                                        Formats::millis),
                                Chart.of(
                                        "lag",
                                        "Events not yet read",
                                        "By reader, for its longest backlog. Maximum of each minute.",
                                        charts.first(),
                                        charts.lag(),
                                        value -> Formats.count(Math.round(value))),
                                Chart.of(
                                        "outbox",
                                        "Events waiting to be published",
                                        "In the outbox of each service. Maximum of each minute.",
                                        charts.first(),
                                        charts.outbox(),
                                        value -> Formats.count(Math.round(value))))));
    }
}
