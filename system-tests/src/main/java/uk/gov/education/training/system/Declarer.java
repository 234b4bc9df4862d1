package uk.gov.education.training.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import uk.gov.education.training.events.London;
import uk.gov.education.training.launcher.Demo;

/**
 * A lead provider that declares the start of training as soon as it sees a participant, and voids some declarations. It
 * retries requests that fail.
 */
public final class Declarer {

    /**
     * The expected result of all declarations about a participant in a role.
     *
     * @param states of the declarations, in the order of submission
     */
    public record Expected(String participant, String course, List<String> states) {}

    private static final Duration BETWEEN_PARTICIPANTS = Duration.ofMillis(200);
    private static final String ECT = "ecf-induction";
    private static final String MENTOR = "ecf-mentor";

    private final SchoolAndProvider schoolAndProvider;
    private final RestClient appropriateBody;
    private final ExecutorService threads;
    private final LocalDate today = LocalDate.now(London.ZONE);

    /** Early enough for a schedule that accepts declarations all year, and while registration is open. */
    private final LocalDate startedOn;

    private final List<Expected> expected = new ArrayList<>();

    public Declarer(Demo demo, SchoolAndProvider schoolAndProvider, ExecutorService threads) {
        this.schoolAndProvider = schoolAndProvider;
        this.appropriateBody =
                new RestClient(demo.schoolUpdates() + "/api/v1", demo.tokens().get("appropriate-body"));
        this.threads = threads;
        this.startedOn = LocalDate.of(schoolAndProvider.partnership().cohort(), 6, 15);
    }

    /** The expected declarations so far. */
    public List<Expected> expected() {
        return expected;
    }

    /** Declares for several participants, each in a different order of events. */
    public void declare() throws Exception {
        declaredThenEligible();
        declaredTwiceConcurrently();
        eligibleThenDeclared();
        voided();
        voidedAndDeclaredAgain();
        withMentor();
    }

    private void declaredThenEligible() {
        String ect = registerEct();
        declare(ect, ECT);
        recordInduction(ect);
        expect(ect, ECT, "eligible");
    }

    private void declaredTwiceConcurrently() throws Exception {
        String ect = registerEct();
        declareTwiceConcurrently(ect, ECT);
        expect(ect, ECT, "submitted");
    }

    private void eligibleThenDeclared() {
        String ect = registerEct();
        recordInduction(ect);
        declare(ect, ECT);
        expect(ect, ECT, "eligible");
    }

    private void voided() {
        String ect = registerEct();
        declare(ect, ECT);
        recordInduction(ect);
        voidDeclaration(ect, ECT);
        expect(ect, ECT, "voided");
    }

    private void voidedAndDeclaredAgain() throws Exception {
        String ect = registerEct();
        declareTwiceConcurrently(ect, ECT);
        voidDeclaration(ect, ECT);
        recordInduction(ect);
        declareTwiceConcurrently(ect, ECT);
        expect(ect, ECT, "voided", "eligible");
    }

    private void withMentor() throws Exception {
        String ect = registerEct();
        String mentor = registerMentor(ect);
        declare(ect, ECT);
        declareTwiceConcurrently(mentor, MENTOR);
        expect(ect, ECT, "submitted");
        expect(mentor, MENTOR, "eligible");
    }

    private void expect(String participant, String course, String... states) {
        LockSupport.parkNanos(BETWEEN_PARTICIPANTS.toNanos());
        expected.add(new Expected(participant, course, List.of(states)));
    }

    private String registerEct() {
        String trn = SchoolAndProvider.nextTrn();
        Map<String, Object> body = new HashMap<>(schoolAndProvider.ect(trn, "Declared " + trn));
        body.put("started_on", startedOn.toString());
        return register("/ects", body);
    }

    private String registerMentor(String ect) {
        String trn = SchoolAndProvider.nextTrn();
        return register(
                "/mentors",
                Map.of(
                        "trn",
                        trn,
                        "full_name",
                        "Declared " + trn,
                        "email",
                        "mentor" + trn + "@example.org",
                        "started_on",
                        startedOn.toString(),
                        "ect_id",
                        ect));
    }

    private String register(String path, Map<String, ?> body) {
        RestClient school = schoolAndProvider.school().once(key()).on(startedOn);
        return Retrying.ask(() -> school.post("/schools/" + schoolAndProvider.urn() + path, body))
                .body()
                .path("id")
                .asText();
    }

    private void recordInduction(String ect) {
        RestClient once = appropriateBody.once(key());
        Retrying.ask(
                () -> once.post("/participants/" + ect + "/induction-periods", Map.of("started_on", today.toString())));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private void declare(String participant, String course) {
        Retrying.ask(() -> submit(participant, course), Declarer::isDeclaredAlready);
    }

    private void declareTwiceConcurrently(String participant, String course) throws Exception {
        Callable<Boolean> once = () -> {
            Retrying.ask(() -> {
                RestClient.Response response = submit(participant, course);
                return isDeclaredAlready(response) ? new RestClient.Response(200, response.body()) : response;
            });
            return true;
        };
        for (Future<Boolean> done : threads.invokeAll(List.of(once, once))) {
            done.get();
        }
    }

    /** Submits a declaration. The API refuses it until the provider sees the participant. */
    private RestClient.Response submit(String participant, String course) {
        RestClient.Response response = schoolAndProvider
                .provider()
                .post(
                        "/participant-declarations",
                        Map.of(
                                "data",
                                Map.of(
                                        "type",
                                        "participant-declaration",
                                        "attributes",
                                        Map.of(
                                                "participant_id",
                                                participant,
                                                "declaration_type",
                                                "started",
                                                "declaration_date",
                                                startedOn + "T12:00:00Z",
                                                "course_identifier",
                                                course,
                                                "evidence_held",
                                                "training-event-attended"))));
        if (response.status() == 422 && errorTitles(response).contains("declaration_date")) {
            throw new IllegalStateException("The test submitted an invalid declaration date: " + response);
        }
        return response;
    }

    private static boolean isDeclaredAlready(RestClient.Response response) {
        return response.status() == 422 && errorTitles(response).equals(List.of("declaration_type"));
    }

    private void voidDeclaration(String participant, String course) {
        String path = "/participant-declarations/" + onlyActive(participant, course) + "/void";
        Retrying.ask(() -> schoolAndProvider.provider().put(path, Map.of()), response -> errorTitles(response)
                .equals(List.of("participant_declaration_id")));
    }

    private static List<String> errorTitles(RestClient.Response response) {
        return response.body().findValuesAsText("title");
    }

    private String onlyActive(String participant, String course) {
        JsonNode all = Retrying.ask(() -> schoolAndProvider
                        .provider()
                        .get("/participant-declarations?filter%5Bparticipant_id%5D=" + participant))
                .body()
                .path("data");
        List<String> active = new ArrayList<>();
        all.forEach(declaration -> {
            JsonNode attributes = declaration.path("attributes");
            if (attributes.path("course_identifier").asText().equals(course)
                    && !attributes.path("state").asText().equals("voided")) {
                active.add(declaration.path("id").asText());
            }
        });
        if (active.size() != 1) {
            throw new IllegalStateException("Expected one active declaration, but found " + active.size());
        }
        return active.getFirst();
    }
}
