package uk.gov.education.training.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Service;

/** {@code deploy/kubernetes}, as kustomize renders it, follows the schemas and agrees with the services. */
class KubernetesTest {

    /** A variable that Kubernetes sets and other settings refer to. */
    private static final String POD_IP_VARIABLE = "POD_IP";

    private static Manifests production;
    private static Manifests demo;

    @BeforeAll
    static void render() {
        Optional<Kubectl> kubectl = Kubectl.find();
        assumeTrue(kubectl.isPresent(), "No kubectl: neither on the PATH nor downloaded by the build");
        production = Manifests.render(kubectl.orElseThrow(), "production");
        demo = Manifests.render(kubectl.orElseThrow(), "demo");
    }

    @Test
    void everyObjectFollowsItsSchema() {
        assertThat(Stream.of(production, demo)
                        .flatMap(Manifests::objects)
                        .map(Schemas::problem)
                        .flatMap(Optional::stream))
                .isEmpty();
    }

    @Test
    void everyVariableIsASetting() {
        Set<String> named = new TreeSet<>();
        for (Manifests overlay : Set.of(production, demo)) {
            overlay.of("ConfigMap").forEach(map -> map.path("data").fieldNames().forEachRemaining(named::add));
            for (Service service : Service.values()) {
                named.addAll(overlay.variables(service).keySet());
            }
        }
        named.remove(POD_IP_VARIABLE);
        named.removeIf(name -> name.startsWith("KAFKA_SSL_") || name.equals("KAFKA_SECURITY_PROTOCOL"));

        assertThat(named).contains("KAFKA_BOOTSTRAP_SERVERS").isSubsetOf(ProjectFiles.settings());
    }

    @ParameterizedTest
    @EnumSource
    void serviceListensOnItsContainersPort(Service service) {
        var container = production.container(service);

        assertThat(container.at("/ports/0/containerPort").asText())
                .isEqualTo(production.variables(service).get("QUARKUS_HTTP_PORT"));
        assertThat(production.variables(service).get("TRAINING_INSTANCE_ADDRESS"))
                .endsWith(":" + production.variables(service).get("QUARKUS_HTTP_PORT"));
        assertThat(container.path("image").asText()).contains("/training/" + service.module() + ":");
    }

    @ParameterizedTest
    @EnumSource
    void podIsAllowedInARestrictedNamespace(Service service) {
        var pod = production.named("Deployment", service.module()).at("/spec/template/spec");
        var container = production.container(service).path("securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }

    static Stream<Service> servicesWithDatabase() {
        return Service.WITH_DATABASE.stream();
    }

    @ParameterizedTest
    @MethodSource("servicesWithDatabase")
    void serviceHasItsOwnDatabaseAndRole(Service service) {
        var databases = production.of("Database").map(database -> database.path("spec"));
        var roles = production.named("Cluster", "training").at("/spec/managed/roles");

        assertThat(databases).anySatisfy(spec -> assertThat(spec.path("name").asText())
                .isEqualTo(service.database())
                .isEqualTo(spec.path("owner").asText()));
        assertThat(roles).anySatisfy(role -> {
            assertThat(role.path("name").asText()).isEqualTo(service.database());
            assertThat(role.at("/passwordSecret/name").asText()).isEqualTo(service.module() + "-database");
        });
        assertThat(production.variables(service))
                .containsEntry(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://training-rw:5432/" + service.database() + "?sslmode=require")
                .containsEntry(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "postgresql://training-rw:5432/" + service.database() + "?sslmode=require");
    }

    @Test
    void topicsAreThoseOfTheServices() {
        Set<String> needed = new TreeSet<>(Topics.names());
        Set<String> possible = new TreeSet<>(Topics.names());
        for (Service service : Service.values()) {
            ProjectFiles.consumed(service).forEach(topic -> needed.add(deadLetters(topic, service)));
            Topics.names().forEach(topic -> possible.add(deadLetters(topic, service)));
        }

        assertThat(production.of("KafkaTopic").map(Manifests::name))
                .containsAll(needed)
                .isSubsetOf(possible)
                .doesNotHaveDuplicates();
    }

    @Test
    void topicsAreReplicatedThreeTimesAndCompactedUnlessTheyExpire() {
        assertThat(production.of("KafkaTopic").map(topic -> topic.path("spec"))).allSatisfy(topic -> {
            assertThat(topic.path("replicas").asInt()).isEqualTo(3);
            assertThat(topic.path("partitions").asInt()).isEqualTo(12);
            assertThat(topic.at("/config/min.insync.replicas").asInt()).isEqualTo(2);
            assertThat(topic.at("/config/cleanup.policy").asText().equals("compact")
                            || topic.path("config").has("retention.ms"))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("servicesWithDatabase")
    void serviceWritesAndReadsTheTopicsThatItUses(Service service) {
        Set<String> written = new TreeSet<>(Set.of("operations-"));
        Set<String> read = new TreeSet<>(Set.of("operations-"));
        read.addAll(owned(service));
        written.addAll(owned(service));
        ProjectFiles.consumed(service).forEach(topic -> {
            read.add(topic);
            written.add(deadLetters(topic, service));
        });

        assertThat(production.allowed(service, "Write")).containsAll(written);
        assertThat(production.allowed(service, "Read")).containsAll(read);
        assertThat(production.allowed(service, "Describe")).containsExactly("*");
    }

    @ParameterizedTest
    @MethodSource("servicesWithDatabase")
    void serviceDoesNotWriteTheFactsOfAnother(Service service) {
        Set<String> others = new TreeSet<>();
        Service.WITH_DATABASE.stream().filter(other -> other != service).forEach(other -> {
            others.addAll(owned(other));
            Topics.names().forEach(topic -> others.add(deadLetters(topic, other)));
        });

        assertThat(production.allowed(service, "Write")).doesNotContainAnyElementsOf(others);
    }

    @Test
    void onlyTheLeadProvidersApiIsPublic() {
        var rules = production.named("HTTPRoute", "lead-provider-api").at("/spec/rules");

        assertThat(rules.findValuesAsText("value")).containsExactly("/api/v3", "/api/docs");
        assertThat(rules.at("/0/backendRefs/0/name").asText()).isEqualTo(Service.PROVIDER_API.module());
    }

    @Test
    void alertsAreThoseOfPrometheus() {
        JsonNode rules = ProjectFiles.yaml("deploy/prometheus/alerts.yaml");

        assertThat(production.named("PrometheusRule", "training").at("/spec/groups"))
                .isEqualTo(rules.path("groups"));
    }

    private static Set<String> owned(Service service) {
        return Topics.ALL.stream()
                .filter(topic -> Topics.isOwner(service.module(), topic))
                .map(Topic::name)
                .collect(Collectors.toSet());
    }

    private static String deadLetters(String topic, Service service) {
        return topic + "." + service.module() + ".dead-letters";
    }
}
