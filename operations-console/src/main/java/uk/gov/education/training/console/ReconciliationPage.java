package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.console.ServiceClients.Answer;

/** Checks of what the serviceClients hold against their topics, and rebuilds from the topics. */
@OwnRequestValidation
@Path("/operations/reconciliation")
@OperatorsOnly
class ReconciliationPage {

    private static final String CHECKS = "/api/v1/checks";
    private static final String REBUILDS = "/api/v1/rebuilds";
    private static final int NEWEST = 5;
    private static final long SOON = 1_000;
    private static final List<Problem> MISSING =
            List.of(new Problem("participant_id", "Enter a participant’s id, or choose everything."));
    private static final PageLayout LAYOUT = PageLayout.of("Checks and rebuilds", Section.RECONCILIATION);

    private final ServiceClients serviceClients;

    ReconciliationPage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance reconciliation(
                PageLayout layout, List<ServiceJobs> services, List<FieldError> problems);

        static native TemplateInstance check(PageLayout layout, String service, Run check);

        static native TemplateInstance rebuild(PageLayout layout, String service, Run rebuild);
    }

    /**
     * A check or a rebuild, as its service tells of it.
     *
     * @param keys how many it is about; null if it is about all
     * @param total how many records there are to read; null until that is known
     * @param changed of a rebuild
     * @param mismatchesCount of a check, as those that follow
     */
    record Run(
            String id,
            String status,
            @Nullable String participantId,
            @Nullable Long keys,
            @Nullable Long read,
            @Nullable Long total,
            @Nullable Long changed,
            @Nullable Long mismatchesCount,
            @Nullable Long unresolvedCount,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable List<Different> mismatches) {

        public boolean isRunning() {
            return status.equals("running");
        }

        public String scope() {
            return participantId != null
                    ? "participant " + participantId
                    : keys == null ? "everything" : keys == 1 ? "1 key" : keys + " keys";
        }

        public String progress() {
            return Formats.count(read == null ? 0 : read) + (total == null ? "" : " of " + Formats.count(total)) + " records";
        }

        /** For a progress bar. */
        public long done() {
            return read == null || total == null || total == 0 ? 0 : Math.min(100, read * 100 / total);
        }

        public String started() {
            return Formats.moment(startedAt);
        }

        public String finished() {
            return finishedAt == null ? "" : Formats.moment(finishedAt);
        }

        public String tag() {
            return switch (status) {
                case "done" -> "green";
                case "failed" -> "red";
                default -> "blue";
            };
        }

        public boolean isMendable() {
            return !isRunning() && unresolvedCount != null && unresolvedCount > 0;
        }

        public List<Different> allDifferences() {
            return mismatches == null ? List.of() : mismatches;
        }
    }

    record Different(
            @Nullable String topic,
            @Nullable String key,
            String kind,
            @Nullable Long storedVersion,
            @Nullable Long topicVersion,
            @Nullable String detail,
            @Nullable Instant resolvedAt) {

        /** As a person says it. */
        public String text() {
            return switch (kind) {
                case "missing" -> "Not held";
                case "older" -> "Held is older";
                case "newer" -> "Held is newer";
                case "different" -> "Held says something else";
                case "not-on-topic" -> "Held, but not on the topic";
                case "too-far-ahead" -> "The topic is too far ahead: publish again from the owner";
                case "not-from-owner" -> "The topic says what its owner never said: publish again";
                case "derived" -> "What follows from it is wrong";
                case "undecidable" -> "No rule copes with it";
                default -> kind;
            };
        }

        public String versions() {
            return (storedVersion == null ? "–" : storedVersion) + " / " + (topicVersion == null ? "–" : topicVersion);
        }

        public String mended() {
            return Formats.moment(resolvedAt);
        }
    }

    /**
     * What the form for a rebuild says.
     *
     * @param refused why none was begun
     */
    record Wanted(String service, boolean all, String participant, String reason, List<Problem> refused) {

        private static Wanted nothing(String service) {
            return new Wanted(service, false, "", "", List.of());
        }

        private Wanted refused(List<Problem> problems) {
            return new Wanted(service, all, participant, reason, problems);
        }

        private Map<String, Object> request() {
            return all
                    ? ServiceClients.given("all", true, "reason", reason)
                    : ServiceClients.given("participant_id", participant, "reason", reason);
        }

        private List<FieldError> problems() {
            return refused.stream()
                    .map(problem -> new FieldError(field(problem.field()), problem.detail()))
                    .toList();
        }

        private @Nullable String field(String refused) {
            return switch (refused) {
                case "participant_id" -> "participant-" + service;
                case "reason" -> "reason-" + service;
                default -> null;
            };
        }

        /** What is wrong with what a field asks for; null if nothing is. */
        public @Nullable String error(String name) {
            return refused.stream()
                    .filter(problem -> problem.field().equals(name))
                    .map(Problem::detail)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One service's newest checks and rebuilds. */
    record ServiceJobs(String service, List<String> problems, List<Run> checks, List<Run> rebuilds, Wanted wanted) {

        public boolean isRunning() {
            return checks.stream().anyMatch(Run::isRunning) || rebuilds.stream().anyMatch(Run::isRunning);
        }
    }

    @GET
    public Uni<Response> all(@RestQuery @Nullable String service, RoutingContext context) {
        Operator operator = Operator.of(context);
        List<String> asked = service == null || !serviceClients.names().contains(service)
                ? serviceClients.names()
                : List.of(service);
        return PageResponses.page(page(asked, Wanted.nothing(""), operator), LAYOUT);
    }

    private Uni<TemplateInstance> page(List<String> asked, Wanted wanted, Operator operator) {
        String newest = "?per_page=" + NEWEST;
        return serviceClients
                .each(asked, each -> serviceClients.get(each, CHECKS + newest, operator))
                .chain(checks -> serviceClients
                        .each(asked, each -> serviceClients.get(each, REBUILDS + newest, operator))
                        .map(rebuilds -> Templates.reconciliation(
                                LAYOUT.with(wanted.problems()), jobs(checks, rebuilds, wanted), wanted.problems())));
    }

    private static List<ServiceJobs> jobs(List<Answer> checks, List<Answer> rebuilds, Wanted wanted) {
        return java.util.stream.IntStream.range(0, checks.size())
                .mapToObj(i -> new ServiceJobs(
                        checks.get(i).service(),
                        checks.get(i).isOk()
                                ? rebuilds.get(i).details()
                                : checks.get(i).details(),
                        checks.get(i).list(Run.class),
                        rebuilds.get(i).list(Run.class),
                        wanted.service().equals(checks.get(i).service())
                                ? wanted
                                : Wanted.nothing(checks.get(i).service())))
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
        return begin(
                service, CHECKS + "/" + QueryString.encoded(id) + "/repair", Map.of(), "rebuilds", Operator.of(context));
    }

    @POST
    @Path("/{service}/rebuilds")
    public Uni<Response> rebuild(@RestPath String service, FormFields formFields, RoutingContext context) {
        Operator operator = Operator.of(context);
        Wanted wanted = new Wanted(
                service,
                "all".equals(formFields.field("scope")),
                formFields.text("participant_id"),
                formFields.text("reason"),
                List.of());
        if (!wanted.all() && wanted.participant().isEmpty()) {
            return again(422, wanted.refused(MISSING), operator);
        }
        return serviceClients
                .post(service, REBUILDS, operator, wanted.request())
                .chain(answer -> answer.isOk()
                        ? Uni.createFrom().item(begun(answer, "rebuilds"))
                        : again(ServiceClients.refusal(answer).status(), wanted.refused(answer.problems()), operator));
    }

    /** The formFields once more, as it was filled in. */
    private Uni<Response> again(int status, Wanted wanted, Operator operator) {
        return PageResponses.page(status, page(serviceClients.names(), wanted, operator), LAYOUT);
    }

    /** Begins a run and goes to where its progress is seen. */
    private Uni<Response> begin(String service, String path, Map<String, Object> body, String kind, Operator operator) {
        return Uni.createFrom()
                .deferred(() -> serviceClients.post(service, path, operator, body))
                .map(ServiceClients::required)
                .map(answer -> begun(answer, kind))
                .onFailure()
                .recoverWithUni(failure -> PageResponses.page(Uni.createFrom().failure(failure), LAYOUT));
    }

    private static Response begun(Answer answer, String kind) {
        return PageResponses.to("/operations/reconciliation/" + answer.service() + "/" + kind + "/"
                + QueryString.encoded(answer.one(Run.class).id()));
    }

    @GET
    @Path("/{service}/checks/{id}")
    public Uni<Response> check(@RestPath String service, @RestPath String id, RoutingContext context) {
        PageLayout layout = PageLayout.of("Check", Section.RECONCILIATION);
        return PageResponses.page(
                run(service, CHECKS, id, Operator.of(context))
                        .map(run -> Templates.check(refreshed(layout, run), service, run)),
                layout);
    }

    @GET
    @Path("/{service}/rebuilds/{id}")
    public Uni<Response> rebuild(@RestPath String service, @RestPath String id, RoutingContext context) {
        PageLayout layout = PageLayout.of("Rebuild", Section.RECONCILIATION);
        return PageResponses.page(
                run(service, REBUILDS, id, Operator.of(context))
                        .map(run -> Templates.rebuild(refreshed(layout, run), service, run)),
                layout);
    }

    private static PageLayout refreshed(PageLayout layout, Run run) {
        return run.isRunning() ? layout.refreshedEvery(SOON) : layout;
    }

    private Uni<Run> run(String service, String path, String id, Operator operator) {
        return Uni.createFrom()
                .deferred(() -> serviceClients.get(service, path + "/" + QueryString.encoded(id), operator))
                .map(answer -> ServiceClients.required(answer).one(Run.class));
    }
}
