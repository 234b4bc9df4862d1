package uk.gov.education.training.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.launcher.Demo;

/** The requests of a lead provider, each on a given day. */
record LeadProvider(UUID id, String name, RestClient rest) {

    static LeadProvider of(Demo.LeadProvider provider, Demo demo) {
        return new LeadProvider(
                provider.id(), provider.name(), new RestClient(demo.providerApi() + "/api/v3", provider.token()));
    }

    /** The fields of an enrolment that the tests compare. */
    record Seen(String participantStatus, String trainingStatus, String cohort, String schoolUrn) {

        static Seen of(JsonNode enrolment) {
            return new Seen(
                    enrolment.path("participant_status").asText(),
                    enrolment.path("training_status").asText(),
                    enrolment.path("cohort").asText(),
                    enrolment.path("school_urn").asText());
        }
    }

    Optional<JsonNode> participant(String participant, LocalDate on) {
        RestClient.Response response = rest.on(on).get("/participants/" + participant);
        return response.status() == 404
                ? Optional.empty()
                : Optional.of(response.ok().path("data").path("attributes"));
    }

    /** The participant's enrolment of a type; a missing node if there is none. */
    JsonNode enrolment(String participant, String type, LocalDate on) {
        for (JsonNode enrolment : participant(participant, on).orElseThrow().path("ecf_enrolments")) {
            if (enrolment.path("participant_type").asText().equals(type)) {
                return enrolment;
            }
        }
        throw new AssertionError(name + " sees no enrolment as " + type);
    }

    Seen ect(String participant, LocalDate on) {
        return Seen.of(enrolment(participant, "ect", on));
    }

    Seen mentor(String participant, LocalDate on) {
        return Seen.of(enrolment(participant, "mentor", on));
    }

    @Nullable
    String mentorOf(String ect, LocalDate on) {
        JsonNode mentor = enrolment(ect, "ect", on).path("mentor_id");
        return mentor.isNull() ? null : mentor.asText();
    }

    boolean sees(String participant) {
        return rest.get("/participants/" + participant).status() == 200;
    }

    /** When this provider's view of a participant last changed; empty if it has none. */
    Optional<String> updatedAt(String participant) {
        RestClient.Response response = rest.get("/participants/" + participant);
        return response.status() == 404
                ? Optional.empty()
                : Optional.of(response.ok().at("/data/attributes/updated_at").asText());
    }

    String schedule(String participant, String type, LocalDate on) {
        return enrolment(participant, type, on).path("schedule_identifier").asText();
    }

    /** @param cohort null to stay in it */
    JsonNode changesSchedule(
            String participant, String course, String schedule, @Nullable String cohort, LocalDate on) {
        Map<String, String> attributes =
                new HashMap<>(Map.of("schedule_identifier", schedule, "course_identifier", course));
        if (cohort != null) {
            attributes.put("cohort", cohort);
        }
        return rest.on(on)
                .put(
                        "/participants/" + participant + "/change-schedule",
                        Map.of("data", Map.of("type", "participant-change-schedule", "attributes", attributes)))
                .ok();
    }

    void defers(String participant, String course, LocalDate on) {
        rest.on(on)
                .put(
                        "/participants/" + participant + "/defer",
                        Map.of(
                                "data",
                                Map.of(
                                        "type",
                                        "participant-defer",
                                        "attributes",
                                        Map.of("reason", "career-break", "course_identifier", course))))
                .ok();
    }
}
