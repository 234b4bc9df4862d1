package uk.gov.education.training.system.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import uk.gov.education.training.launcher.Service;

/** The objects of one rendered overlay. */
record Manifests(List<JsonNode> all) {

    static Manifests render(Kubectl kubectl, String overlay) {
        return new Manifests(kubectl.render(ProjectFiles.PROJECT.resolve("deploy/kubernetes/overlays/" + overlay)));
    }

    Stream<JsonNode> objects() {
        return all.stream();
    }

    Stream<JsonNode> of(String kind) {
        return objects().filter(object -> object.path("kind").asText().equals(kind));
    }

    JsonNode named(String kind, String name) {
        return of(kind).filter(object -> name(object).equals(name)).findFirst().orElseThrow();
    }

    JsonNode container(Service service) {
        return named("Deployment", service.module()).at("/spec/template/spec/containers/0");
    }

    /** The variables of a service's container. Those with a secret or a field have an empty value. */
    Map<String, String> variables(Service service) {
        var variables = new TreeMap<String, String>();
        container(service)
                .path("env")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return variables;
    }

    /** The topics, or prefixes of topics, on which a service's user may do this. */
    Set<String> allowed(Service service, String operation) {
        var allowed = new TreeSet<String>();
        for (JsonNode acl : named("KafkaUser", service.module()).at("/spec/authorization/acls")) {
            if (acl.at("/resource/type").asText().equals("topic")
                    && StreamSupport.stream(acl.path("operations").spliterator(), false)
                            .anyMatch(allowedHere -> allowedHere.asText().equals(operation))) {
                allowed.add(acl.at("/resource/name").asText());
            }
        }
        return allowed;
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
