package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Shows the timeline of one participant. It is personal data: the console neither stores nor logs it. */
@OwnRequestValidation
@Path("/operations/participants")
@OperatorsOnly
class TimelinePage {

    private static final String ENTER = "Enter a participant’s id, such as fd286ec5-302b-4aeb-9769-002d3d5f614c.";

    private final ServiceClients serviceClients;

    TimelinePage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance participants(PageLayout layout, String id, @Nullable String problem);

        static native TemplateInstance timeline(PageLayout layout, TimelineView timeline);
    }

    /** Asks for a participant's id. */
    @GET
    public Uni<Response> ask(@RestQuery @Nullable String id) {
        if (id == null) {
            return form(200, "", null);
        }
        return parsed(id)
                .map(participant -> Uni.createFrom().item(PageResponses.to("/operations/participants/" + participant)))
                .orElseGet(() -> form(400, id, ENTER));
    }

    private static Uni<Response> form(int status, String id, @Nullable String problem) {
        PageLayout layout = PageLayout.of(problem == null ? "Participant" : "Error: Participant", Section.TIMELINE);
        return PageResponses.html(status, Templates.participants(layout, id, problem));
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(@RestPath String id, RoutingContext context) {
        PageLayout layout = PageLayout.of("A participant’s timeline", Section.TIMELINE);
        return parsed(id)
                .map(participant -> PageResponses.page(
                        timeline(participant, Operator.of(context))
                                .map(timeline -> Templates.timeline(layout, TimelineView.of(timeline))),
                        layout))
                .orElseGet(() -> form(404, id, ENTER));
    }

    private Uni<ParticipantTimeline> timeline(UUID participant, Operator operator) {
        return serviceClients.timeline(participant.toString(), operator).map(response -> response.required()
                .data());
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id.strip()));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}
