package uk.gov.education.training.providerapi.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.providerapi.ReadTimeline;
import uk.gov.education.training.providerapi.console.PageLayout.Section;

/** One participant's story. It holds personal data, and none of it is kept or logged. */
@OwnRequestValidation
@Path("/operations/participants")
@OperatorsOnly
class TimelinePage {

    private static final String ENTER = "Enter a participant’s id, such as fd286ec5-302b-4aeb-9769-002d3d5f614c.";

    private final ReadTimeline tell;

    TimelinePage(ReadTimeline tell) {
        this.tell = tell;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance participants(PageLayout pageLayout, String id, @Nullable String problem);

        static native TemplateInstance story(PageLayout pageLayout, TimelineView story);
    }

    /** Asks whose story. */
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
        PageLayout pageLayout = PageLayout.of(problem == null ? "Participant" : "Error: Participant", Section.STORY);
        return PageResponses.html(status, Templates.participants(pageLayout, id, problem));
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(@RestPath String id) {
        PageLayout pageLayout = PageLayout.of("A participant’s story", Section.STORY);
        return parsed(id)
                .map(participant -> PageResponses.page(
                        tell.of(participant).map(told -> Templates.story(pageLayout, TimelineView.of(told))),
                        pageLayout))
                .orElseGet(() -> form(404, id, ENTER));
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id.strip()));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}
