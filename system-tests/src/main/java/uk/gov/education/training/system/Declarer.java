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
 * A lead provider that declares the start of training as soon as it sees a participant, and takes some of it back. What
 * isn't answered is asked again.
 */
public final class Declarer {

    /**
     * What must have become of all that was declared about a participant in a role.
     *
     * @param states of the declarations, in the order in which they came
     */
    public record Expected(String participant, String course, List<String> states) {}

    private static final Duration BETWEEN_PARTICIPANTS = Duration.ofMillis(200);
    private static final String ECT = "ecf-induction";
    private static final String MENTOR = "ecf-mentor";

    private final SchoolAndProvider schoolAndProvider;
    private final RestClient appropriateBody;
    private final ExecutorService threads;
    private final LocalDate today = LocalDate.now(London.ZONE);

    /** Early enough for a schedule that can be declared for all year, and not while registration is closed. */
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

    /** Declares for several participants, each in another way. */
    public void declare() throws Exception {
        declaredThenEligible();
        declaredTwiceAtOnce();
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

    private void declaredTwiceAtOnce() throws Exception {
        String ect = registerEct();
        declareTwiceAtOnce(ect, ECT);
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
        takeBack(ect, ECT);
        expect(ect, ECT, "voided");
    }

    private void voidedAndDeclaredAgain() throws Exception {
        String ect = registerEct();
        declareTwiceAtOnce(ect, ECT);
        takeBack(ect, ECT);
        recordInduction(ect);
        declareTwiceAtOnce(ect, ECT);
        expect(ect, ECT, "voided", "eligible");
    }

    private void withMentor() throws Exception {
        String ect = registerEct();
        String mentor = registerMentor(ect);
        declare(ect, ECT);
        declareTwiceAtOnce(mentor, MENTOR);
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

    private String register(String as, Map<String, ?> body) {
        RestClient school = schoolAndProvider.school().once(key()).on(startedOn);
        return Retrying.ask(() -> school.post("/schools/" + schoolAndProvider.urn() + as, body))
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

    private void declareTwiceAtOnce(String participant, String course) throws Exception {
        Callable<Boolean> once = () -> {
            Retrying.ask(() -> {
                RestClient.Answer answer = submit(participant, course);
                return isDeclaredAlready(answer) ? new RestClient.Answer(200, answer.body()) : answer;
            });
            return true;
        };
        for (Future<Boolean> done : threads.invokeAll(List.of(once, once))) {
            done.get();
        }
    }

    /** Submits a declaration. The API refuses it until the provider sees the participant. */
    private RestClient.Answer submit(String participant, String course) {
        RestClient.Answer answer = schoolAndProvider
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
        if (answer.status() == 422 && refusals(answer).contains("declaration_date")) {
            throw new IllegalStateException("This test declares a wrong date: " + answer);
        }
        return answer;
    }

    private static boolean isDeclaredAlready(RestClient.Answer answer) {
        return answer.status() == 422 && refusals(answer).equals(List.of("declaration_type"));
    }

    private void takeBack(String participant, String course) {
        String path = "/participant-declarations/" + onlyLive(participant, course) + "/void";
        Retrying.ask(() -> schoolAndProvider.provider().put(path, Map.of()), refused -> refusals(refused)
                .equals(List.of("participant_declaration_id")));
    }

    private static List<String> refusals(RestClient.Answer answer) {
        return answer.body().findValuesAsText("title");
    }

    private String onlyLive(String participant, String course) {
        JsonNode all = Retrying.ask(() -> schoolAndProvider
                        .provider()
                        .get("/participant-declarations?filter%5Bparticipant_id%5D=" + participant))
                .body()
                .path("data");
        List<String> live = new ArrayList<>();
        all.forEach(declaration -> {
            JsonNode attributes = declaration.path("attributes");
            if (attributes.path("course_identifier").asText().equals(course)
                    && !attributes.path("state").asText().equals("voided")) {
                live.add(declaration.path("id").asText());
            }
        });
        if (live.size() != 1) {
            throw new IllegalStateException("not one live declaration of one type, but " + live.size());
        }
        return live.getFirst();
    }
}
