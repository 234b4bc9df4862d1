package uk.gov.education.training.providerapi.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.providerapi.console.Frame.Section;
import uk.gov.education.training.providerapi.console.Services.Answer;

/** Checks of what the services hold against their topics, and rebuilds from the topics. */
@Path("/operations/repairs")
@ForOperators
class RepairsResource {

    private static final String CHECKS = "/api/v1/checks";
    private static final String REBUILDS = "/api/v1/rebuilds";
    private static final int NEWEST = 5;
    private static final long SOON = 1_000;

    private final Services services;

    RepairsResource(Services services) {
        this.services = services;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance repairs(Frame frame, List<Repairs> services);

        static native TemplateInstance check(Frame frame, String service, Run check);

        static native TemplateInstance rebuild(Frame frame, String service, Run rebuild);
    }

    /**
     * A check or a rebuild, as its service tells of it.
     *
     * @param keys how many it is about; null if it is about all
     * @param of how many records there are to read; null until that is known
     * @param changed of a rebuild
     * @param differencesCount of a check, as those that follow
     */
    record Run(
            String id,
            String status,
            @Nullable String participantId,
            @Nullable Long keys,
            @Nullable Long read,
            @Nullable Long of,
            @Nullable Long changed,
            @Nullable Long differencesCount,
            @Nullable Long unmendedCount,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable List<Different> differences) {

        public boolean isRunning() {
            return status.equals("running");
        }

        public String scope() {
            return participantId != null
                    ? "participant " + participantId
                    : keys == null ? "everything" : keys == 1 ? "1 key" : keys + " keys";
        }

        public String progress() {
            return Figures.count(read == null ? 0 : read) + (of == null ? "" : " of " + Figures.count(of)) + " records";
        }

        /** For a progress bar. */
        public long done() {
            return read == null || of == null || of == 0 ? 0 : Math.min(100, read * 100 / of);
        }

        public String started() {
            return Figures.moment(startedAt);
        }

        public String finished() {
            return finishedAt == null ? "" : Figures.moment(finishedAt);
        }

        public String tag() {
            return switch (status) {
                case "done" -> "green";
                case "failed" -> "red";
                default -> "blue";
            };
        }

        public boolean isMendable() {
            return !isRunning() && unmendedCount != null && unmendedCount > 0;
        }

        public List<Different> allDifferences() {
            return differences == null ? List.of() : differences;
        }
    }

    record Different(
            @Nullable String topic,
            @Nullable String key,
            String kind,
            @Nullable Long heldVersion,
            @Nullable Long topicVersion,
            @Nullable String detail,
            @Nullable Instant mendedAt) {

        /** As a person says it. */
        public String text() {
            return switch (kind) {
                case "missing" -> "Not held";
                case "older" -> "Held is older";
                case "newer" -> "Held is newer";
                case "different" -> "Held says something else";
                case "not-on-topic" -> "Held, but not on the topic";
                case "derived" -> "What follows from it is wrong";
                case "undecidable" -> "No rule copes with it";
                default -> kind;
            };
        }

        public String versions() {
            return (heldVersion == null ? "–" : heldVersion) + " / " + (topicVersion == null ? "–" : topicVersion);
        }

        public String mended() {
            return Figures.moment(mendedAt);
        }
    }

    /** One service's newest checks and rebuilds. */
    record Repairs(String service, List<String> problems, List<Run> checks, List<Run> rebuilds) {

        public boolean isRunning() {
            return checks.stream().anyMatch(Run::isRunning) || rebuilds.stream().anyMatch(Run::isRunning);
        }
    }

    @GET
    public Uni<Response> all(@RestQuery @Nullable String service, RoutingContext context) {
        Operator operator = Operator.of(context);
        Frame frame = Frame.of("Checks and rebuilds", Section.REPAIRS);
        List<String> asked =
                service == null || !services.names().contains(service) ? services.names() : List.of(service);
        String newest = "?per_page=" + NEWEST;
        return Pages.page(
                services.each(asked, each -> services.get(each, CHECKS + newest, operator))
                        .chain(checks -> services.each(asked, each -> services.get(each, REBUILDS + newest, operator))
                                .map(rebuilds -> Templates.repairs(frame, repairs(checks, rebuilds)))),
                frame);
    }

    private static List<Repairs> repairs(List<Answer> checks, List<Answer> rebuilds) {
        return java.util.stream.IntStream.range(0, checks.size())
                .mapToObj(i -> new Repairs(
                        checks.get(i).service(),
                        checks.get(i).isOk()
                                ? rebuilds.get(i).details()
                                : checks.get(i).details(),
                        checks.get(i).list(Run.class),
                        rebuilds.get(i).list(Run.class)))
                .toList();
    }

    @POST
    @Path("/{service}/checks")
    public Uni<Response> check(@RestPath String service, RoutingContext context) {
        return begin(service, CHECKS, Map.of(), "checks", Operator.of(context));
    }

    @POST
    @Path("/{service}/checks/{id}/mend")
    public Uni<Response> mend(@RestPath String service, @RestPath String id, RoutingContext context) {
        return begin(service, CHECKS + "/" + Query.encoded(id) + "/mend", Map.of(), "rebuilds", Operator.of(context));
    }

    @POST
    @Path("/{service}/rebuilds")
    public Uni<Response> rebuild(
            @RestPath String service,
            @RestForm @Nullable String scope,
            @RestForm("participant_id") @Nullable String participant,
            @RestForm @Nullable String reason,
            RoutingContext context) {
        if (!"all".equals(scope) && (participant == null || participant.isBlank())) {
            return Pages.page(
                    Uni.createFrom()
                            .failure(Refusal.invalid(
                                    "participant_id", "Enter a participant’s id, or choose everything.")),
                    Frame.of("Checks and rebuilds", Section.REPAIRS));
        }
        Map<String, Object> body = "all".equals(scope)
                ? Services.given("all", true, "reason", reason)
                : Services.given(
                        "participant_id", Objects.requireNonNull(participant).strip(), "reason", reason);
        return begin(service, REBUILDS, body, "rebuilds", Operator.of(context));
    }

    /** Begins a run and goes to where its progress is seen. */
    private Uni<Response> begin(String service, String path, Map<String, Object> body, String kind, Operator operator) {
        return Uni.createFrom()
                .deferred(() -> services.post(service, path, operator, body))
                .map(Services::required)
                .map(answer -> Response.seeOther(URI.create("/operations/repairs/" + service + "/" + kind + "/"
                                + Query.encoded(answer.one(Run.class).id())))
                        .build())
                .onFailure()
                .recoverWithUni(failure -> Pages.page(
                        Uni.createFrom().failure(failure), Frame.of("Checks and rebuilds", Section.REPAIRS)));
    }

    @GET
    @Path("/{service}/checks/{id}")
    public Uni<Response> check(@RestPath String service, @RestPath String id, RoutingContext context) {
        Frame frame = Frame.of("Check", Section.REPAIRS);
        return Pages.page(
                run(service, CHECKS, id, Operator.of(context))
                        .map(run -> Templates.check(refreshed(frame, run), service, run)),
                frame);
    }

    @GET
    @Path("/{service}/rebuilds/{id}")
    public Uni<Response> rebuild(@RestPath String service, @RestPath String id, RoutingContext context) {
        Frame frame = Frame.of("Rebuild", Section.REPAIRS);
        return Pages.page(
                run(service, REBUILDS, id, Operator.of(context))
                        .map(run -> Templates.rebuild(refreshed(frame, run), service, run)),
                frame);
    }

    private static Frame refreshed(Frame frame, Run run) {
        return run.isRunning() ? frame.refreshedEvery(SOON) : frame;
    }

    private Uni<Run> run(String service, String path, String id, Operator operator) {
        return Uni.createFrom()
                .deferred(() -> services.get(service, path + "/" + Query.encoded(id), operator))
                .map(answer -> Services.required(answer).one(Run.class));
    }
}
