package uk.gov.education.training.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.launcher.Demo;

/** The requests of a school, each on a given day. Every request must succeed. */
record School(String urn, RestClient rest) {

    static School of(String urn, Demo demo) {
        return new School(
                urn,
                new RestClient(demo.schoolUpdates() + "/api/v1", demo.tokens().get("school")));
    }

    /** @param leadProvider null for school-led training */
    JsonNode registersEct(String trn, LocalDate on, LocalDate startedOn, @Nullable UUID leadProvider) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "trn",
                trn,
                "full_name",
                "Ada Lovelace",
                "email",
                "ect" + trn + "@school" + urn + ".example",
                "started_on",
                startedOn.toString(),
                "working_pattern",
                "full_time",
                "training_programme",
                leadProvider == null ? "school_led" : "provider_led"));
        if (leadProvider != null) {
            body.put("lead_provider_id", leadProvider.toString());
        }
        return rest.on(on).post("/schools/" + urn + "/ects", body).ok();
    }

    JsonNode registersMentor(String trn, LocalDate on, LocalDate startedOn, @Nullable String ect, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "trn",
                trn,
                "full_name",
                "Mary Somerville",
                "email",
                "mentor" + trn + "@school" + urn + ".example",
                "started_on",
                startedOn.toString()));
        if (ect != null) {
            body.put("ect_id", ect);
        }
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return rest.on(on).post("/schools/" + urn + "/mentors", body).ok();
    }

    JsonNode reports(String property, String id, LocalDate on, Map<String, ?> body) {
        return rest.on(on)
                .put("/schools/" + urn + "/participants/" + id + "/" + property, body)
                .ok();
    }
}
