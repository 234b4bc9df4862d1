package uk.gov.education.training.launcher;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a lead provider reports and declares about the demonstration's people. Everything happens once, however often it
 * is sent.
 *
 * @param provider the client of the lead provider
 */
record DemoTraining(DemoRequests provider) {

    private static final String API = "/api/v3";
    private static final String COURSE_OF_ECTS = "ecf-induction";

    void defer(DemoPerson ect, LocalDate on) throws IOException, InterruptedException {
        act(ect, "defer", "parental-leave", on);
    }

    void withdraw(DemoPerson ect, LocalDate on) throws IOException, InterruptedException {
        act(ect, "withdraw", "left-teaching-profession", on);
    }

    private void act(DemoPerson ect, String action, String reason, LocalDate on)
            throws IOException, InterruptedException {
        provider.on(on)
                .once(key(ect, action))
                .put(
                        API + "/participants/" + ect.id() + "/" + action,
                        data("participant-" + action, Map.of("course_identifier", COURSE_OF_ECTS, "reason", reason)));
    }

    /**
     * Declares that training of an ECT has started.
     *
     * @return the id of the declaration
     */
    UUID declareStarted(DemoPerson ect, LocalDate startedOn, LocalDate on) throws IOException, InterruptedException {
        var attributes = new HashMap<String, Object>(Map.of(
                "participant_id",
                ect.id(),
                "course_identifier",
                COURSE_OF_ECTS,
                "declaration_type",
                "started",
                "declaration_date",
                startedOn + "T09:00:00Z",
                "evidence_held",
                "training-event-attended"));
        var declared = provider.on(on)
                .once(key(ect, "declare"))
                .post(API + "/participant-declarations", data("participant-declaration", attributes));
        return UUID.fromString(declared.path("data").path("id").asText());
    }

    void voidDeclaration(DemoPerson ect, UUID declaration, LocalDate on) throws IOException, InterruptedException {
        provider.on(on).once(key(ect, "void")).put(API + "/participant-declarations/" + declaration + "/void");
    }

    private static Map<String, Object> data(String type, Map<String, Object> attributes) {
        return Map.of("data", Map.of("type", type, "attributes", attributes));
    }

    private static String key(DemoPerson person, String what) {
        return "demo " + person.trn() + " " + what;
    }
}
