package uk.gov.education.training.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What schools and appropriate bodies report about the demonstration's people. Every report happens once, however often
 * it is sent.
 *
 * @param school the client of the school portal
 * @param appropriateBody the client of an appropriate body
 */
record DemoReports(DemoRequests school, DemoRequests appropriateBody) {

    private static final String API = "/api/v1";

    /** Registers an ECT in provider-led training. */
    void registerEct(
            DemoPerson person, String urn, DemoData.Organisation leadProvider, LocalDate on, LocalDate startedOn)
            throws IOException, InterruptedException {
        var body = details(person, startedOn);
        body.put("working_pattern", "full_time");
        body.put("training_programme", "provider_led");
        body.put("lead_provider_id", leadProvider.id());
        school.on(on).once(key(person, "ect", urn)).creating(person.id()).post(API + "/schools/" + urn + "/ects", body);
    }

    /** Registers an ECT in provider-led training who starts on this day. */
    void registerEct(DemoPerson person, String urn, DemoData.Organisation leadProvider, LocalDate on)
            throws IOException, InterruptedException {
        registerEct(person, urn, leadProvider, on, on);
    }

    /** Registers a mentor for an ECT. */
    void registerMentor(DemoPerson person, String urn, DemoPerson ect, DemoData.Organisation leadProvider, LocalDate on)
            throws IOException, InterruptedException {
        var body = details(person, on);
        body.put("ect_id", ect.id());
        body.put("lead_provider_id", leadProvider.id());
        registerMentor(person, urn, body, on);
    }

    /** Registers a mentor for an ECT at one more school. */
    void registerMentorElsewhere(DemoPerson person, String urn, DemoPerson ect, LocalDate on)
            throws IOException, InterruptedException {
        var body = details(person, on);
        body.put("ect_id", ect.id());
        body.put("mentoring_at_new_school_only", false);
        registerMentor(person, urn, body, on);
    }

    private void registerMentor(DemoPerson person, String urn, Map<String, Object> body, LocalDate on)
            throws IOException, InterruptedException {
        school.on(on)
                .once(key(person, "mentor", urn))
                .creating(person.id())
                .post(API + "/schools/" + urn + "/mentors", body);
    }

    void assignMentor(DemoPerson ect, String urn, DemoPerson mentor, LocalDate on)
            throws IOException, InterruptedException {
        report(ect, urn, "mentor", Map.of("mentor_id", mentor.id()), on);
    }

    void leave(DemoPerson person, String urn, LocalDate on, LocalDate lastDay)
            throws IOException, InterruptedException {
        report(person, urn, "leaving", Map.of("leaving_on", lastDay.toString()), on);
    }

    void changeLeadProvider(DemoPerson person, String urn, DemoData.Organisation leadProvider, LocalDate on)
            throws IOException, InterruptedException {
        report(person, urn, "lead-provider", Map.of("lead_provider_id", leadProvider.id()), on);
    }

    private void report(DemoPerson person, String urn, String what, Map<String, Object> body, LocalDate on)
            throws IOException, InterruptedException {
        school.on(on)
                .once(key(person, what, urn))
                .put(API + "/schools/" + urn + "/participants/" + person.id() + "/" + what, body);
    }

    /** Begins the induction of an ECT on this day. */
    UUID beginInduction(DemoPerson person, LocalDate on) throws IOException, InterruptedException {
        JsonNode induction = appropriateBody
                .on(on)
                .once(key(person, "induction", "begins"))
                .post(inductionPeriods(person), Map.of("started_on", on.toString()));
        return UUID.fromString(
                induction.path("induction_periods").path(0).path("id").asText());
    }

    /** Completes the induction of an ECT on this day. */
    void completeInduction(DemoPerson person, UUID period, LocalDate on) throws IOException, InterruptedException {
        appropriateBody
                .on(on)
                .once(key(person, "induction", "completed"))
                .put(
                        inductionPeriods(person) + "/" + period,
                        Map.of("finished_on", on.toString(), "outcome", "pass", "number_of_terms", 6));
    }

    private static String inductionPeriods(DemoPerson person) {
        return API + "/participants/" + person.id() + "/induction-periods";
    }

    private static Map<String, Object> details(DemoPerson person, LocalDate startedOn) {
        return new HashMap<>(Map.of(
                "trn", person.trn(),
                "full_name", person.fullName(),
                "email", person.email(),
                "started_on", startedOn.toString()));
    }

    private static String key(DemoPerson person, String what, String detail) {
        return "demo " + person.trn() + " " + what + " " + detail;
    }
}
