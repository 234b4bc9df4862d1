package uk.gov.education.training.system.hostile;

import static java.util.Comparator.comparing;
import static uk.gov.education.training.system.hostile.FinalQueries.OK;

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

    private static final long CHECK_INTERVAL_MILLIS = 1_000;
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
        finalQueries.check("A participant does not have the last accepted name", this::wrongName);
        finalQueries.check("A declaration is not in the expected state", this::wrongDeclaration);
        finalQueries.check("A client's copy, kept by updated_since, does not match the server", this::wrongCopy);
        for (String service : List.of(demo.schoolUpdates(), demo.schedules(), demo.funding(), demo.providerApi())) {
            checkConsistency(service);
        }
    }

    private String wrongName() {
        Map<String, JsonNode> visible = visible();
        return traffic.names().entrySet().stream()
                .filter(name -> !name.getValue()
                        .equals(
                                visible.containsKey(name.getKey())
                                        ? visible.get(name.getKey())
                                                .path("full_name")
                                                .asText()
                                        : null))
                .map(name ->
                        name.getKey() + " " + (visible.containsKey(name.getKey()) ? "has another name" : "is missing"))
                .findFirst()
                .orElse(OK);
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
        return OK;
    }

    private String wrongCopy() {
        traffic.client().poll();
        Map<String, JsonNode> server = visible();
        Map<String, JsonNode> copy = traffic.client().participants();
        Set<String> ids = new HashSet<>(server.keySet());
        ids.addAll(copy.keySet());
        return ids.stream()
                .filter(id ->
                        !server.getOrDefault(id, MissingNode.getInstance()).equals(copy.get(id)))
                .findFirst()
                .orElse(OK);
    }

    private Map<String, JsonNode> visible() {
        Map<String, JsonNode> visible = new HashMap<>();
        all("/participants", "&sort=created_at")
                .forEach(participant -> visible.put(participant.path("id").asText(), participant.path("attributes")));
        return visible;
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
        finalQueries.check("The consistency check failed at " + service, () -> {
            RestClient.Response started = operations.post("/checks", Map.of());
            if (!started.isOk()) {
                return started.toString();
            }
            String check = started.body().at("/data/id").asText();
            JsonNode found = awaitEnd(operations, check);
            if (!found.path("status").asText().equals("done")) {
                return found.path("status").asText() + ": "
                        + found.path("detail").asText();
            }
            found.path("mismatches").forEach(mismatch -> {
                String key = mismatch.path("key").asText();
                if (traffic.names().containsKey(key) && !traffic.isTarget(key)) {
                    findings.add("Stored data of " + service + " does not match its topics", mismatch.toString());
                }
            });
            System.out.println(
                    service + " has mismatches for " + found.path("mismatches").size() + " hostile keys");
            return OK;
        });
    }

    private JsonNode awaitEnd(RestClient operations, String check) {
        while (true) {
            JsonNode found = operations.get("/checks/" + check).ok().path("data");
            if (!found.path("status").asText().equals("running") || finalQueries.isOver()) {
                return found;
            }
            LoadGenerator.pause(CHECK_INTERVAL_MILLIS);
        }
    }
}
