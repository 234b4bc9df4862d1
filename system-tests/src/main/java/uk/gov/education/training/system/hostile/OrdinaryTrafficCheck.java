package uk.gov.education.training.system.hostile;

import static java.util.Comparator.comparing;
import static uk.gov.education.training.system.hostile.FinalQueries.WELL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.system.Declarer.Expected;
import uk.gov.education.training.system.LoadGenerator;
import uk.gov.education.training.system.RestClient;

/** Checks that the ordinary traffic arrived completely: every name, every declaration, no mismatch. */
final class OrdinaryTrafficCheck {

    private static final long BETWEEN_LOOKS_MILLIS = 1_000;
    private static final int PER_PAGE = 1_000;

    private final OrdinaryTraffic traffic;
    private final Demo demo;
    private final FinalQueries finalQueries;
    private final Findings findings;

    OrdinaryTrafficCheck(OrdinaryTraffic traffic, Demo demo, FinalQueries finalQueries, Findings findings) {
        this.traffic = traffic;
        this.demo = demo;
        this.finalQueries = finalQueries;
        this.findings = findings;
    }

    void check() {
        finalQueries.ask("A name is not what was accepted last", this::wrongName);
        finalQueries.ask("A declaration has not become what it must", this::wrongDeclaration);
        finalQueries.ask("A client that follows updated_since differs from the server", this::wrongCopy);
        for (String service : List.of(demo.schoolUpdates(), demo.schedules(), demo.funding(), demo.providerApi())) {
            checkConsistency(service);
        }
    }

    private String wrongName() {
        Map<String, JsonNode> seen = seen();
        return traffic.names().entrySet().stream()
                .filter(name -> !name.getValue()
                        .equals(
                                seen.containsKey(name.getKey())
                                        ? seen.get(name.getKey())
                                                .path("full_name")
                                                .asText()
                                        : null))
                .map(name ->
                        name.getKey() + " " + (seen.containsKey(name.getKey()) ? "has another one" : "is not seen"))
                .findFirst()
                .orElse(WELL);
    }

    private String wrongDeclaration() {
        Map<String, List<String>> states = new HashMap<>();
        all("/participant-declarations", "").stream()
                .map(each -> each.path("attributes"))
                .sorted(comparing(each -> each.path("created_at").asText()))
                .forEach(each -> states.computeIfAbsent(
                                each.path("participant_id").asText() + " "
                                        + each.path("course_identifier").asText(),
                                none -> new ArrayList<>())
                        .add(each.path("state").asText()));
        for (Expected expected : traffic.declared()) {
            List<String> found = states.get(expected.participant() + " " + expected.course());
            if (!expected.states().equals(found)) {
                return expected + " is " + found;
            }
        }
        return WELL;
    }

    private String wrongCopy() {
        traffic.client().poll();
        Map<String, JsonNode> server = seen();
        Map<String, JsonNode> copy = traffic.client().participants();
        Set<String> ids = new HashSet<>(server.keySet());
        ids.addAll(copy.keySet());
        return ids.stream()
                .filter(id ->
                        !server.getOrDefault(id, MissingNode.getInstance()).equals(copy.get(id)))
                .findFirst()
                .orElse(WELL);
    }

    private Map<String, JsonNode> seen() {
        Map<String, JsonNode> seen = new HashMap<>();
        all("/participants", "&sort=created_at")
                .forEach(participant -> seen.put(participant.path("id").asText(), participant.path("attributes")));
        return seen;
    }

    private List<JsonNode> all(String path, String query) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode data = traffic.schoolAndProvider()
                    .provider()
                    .get(path + "?page%5Bper_page%5D=" + PER_PAGE + "&page%5Bpage%5D=" + page + query)
                    .ok()
                    .path("data");
            data.forEach(all::add);
            if (data.isEmpty()) {
                return all;
            }
        }
    }

    /** The stored data about the ordinary participants matches the topics, despite hostile records. */
    private void checkConsistency(String service) {
        RestClient operations =
                new RestClient(service + "/api/v1", demo.tokens().get("operations"));
        finalQueries.ask("A check is not begun, or not done, by " + service, () -> {
            RestClient.Answer begun = operations.post("/checks", Map.of());
            if (!begun.isOk()) {
                return begun.toString();
            }
            String check = begun.body().at("/data/id").asText();
            JsonNode found = ended(operations, check);
            if (!found.path("status").asText().equals("done")) {
                return found.path("status").asText() + ": "
                        + found.path("detail").asText();
            }
            found.path("mismatches").forEach(difference -> {
                String key = difference.path("key").asText();
                if (traffic.names().containsKey(key) && !traffic.isBystander(key)) {
                    findings.add("What " + service + " holds differs from its topics", difference.toString());
                }
            });
            System.out.println(service + " differs from its topics in "
                    + found.path("mismatches").size() + " hostile keys");
            return WELL;
        });
    }

    private JsonNode ended(RestClient operations, String check) {
        while (true) {
            JsonNode found = operations.get("/checks/" + check).ok().path("data");
            if (!found.path("status").asText().equals("running") || finalQueries.isOver()) {
                return found;
            }
            LoadGenerator.pause(BETWEEN_LOOKS_MILLIS);
        }
    }
}
