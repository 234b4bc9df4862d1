package uk.gov.education.training.system;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.launcher.Service;

/** The dashboard and the alert rules query metrics that the services expose. */
class DashboardsIT {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final JsonNode DASHBOARD = read(new JsonMapper(), DEPLOY.resolve("grafana/training.json"));
    private static final JsonNode RULES = read(new YAMLMapper(), DEPLOY.resolve("prometheus/alerts.yaml"));
    private static final JsonNode SCRAPING = read(new YAMLMapper(), DEPLOY.resolve("prometheus/prometheus.yaml"));

    /** Metrics that Prometheus adds itself. */
    private static final Set<String> ADDED_BY_PROMETHEUS = Set.of("up");

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"(?:\\\\.|[^\"\\\\])*\"");

    @Test
    void everyQueriedMetricAndLabelIsExposed() {
        // Given at least one of each counted event
        SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(SystemUnderTest.demo(), 5);
        schoolAndProvider
                .registerEct(SchoolAndProvider.nextTrn(), "Ada Counted")
                .ok();
        schoolAndProvider.rename("00000000-0000-0000-0000-000000000000", "Nobody");

        await().atMost(SOON).untilAsserted(() -> {
            Map<String, Set<String>> exposed = exposed();
            List<String> missing = new ArrayList<>();
            for (String expression : expressions()) {
                PromQl asked = PromQl.of(expression);
                assertThat(asked.metrics()).as(expression).isNotEmpty();
                Set<String> labels = new TreeSet<>(labelsOfTargets());
                for (String metric : asked.metrics()) {
                    labels.addAll(exposed.getOrDefault(metric, Set.of()));
                    if (!exposed.containsKey(metric) && !ADDED_BY_PROMETHEUS.contains(metric)) {
                        missing.add("metric " + metric);
                    }
                }
                asked.labels().stream()
                        .filter(label -> !labels.contains(label))
                        .forEach(label -> missing.add("label " + label + " in " + expression));
            }
            assertThat(missing).isEmpty();
        });
    }

    @Test
    void everyConditionHasARuleWithSeverityAndRunBook() {
        List<JsonNode> rules = rules();
        List<String> headings = headings();

        assertThat(rules)
                .extracting(rule -> rule.at("/labels/condition").asText())
                .containsOnlyOnceElementsOf(Stream.of(Condition.values())
                        .filter(condition -> !Set.of(Condition.INSTANCE_UNRESPONSIVE, Condition.LAG_HIGH)
                                .contains(condition))
                        .map(DashboardsIT::name)
                        .toList())
                .contains(name(Condition.INSTANCE_UNRESPONSIVE), name(Condition.LAG_HIGH));
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
            String condition = rule.at("/labels/condition").asText();
            assertThat(rule.at("/annotations/runbook").asText()).isEqualTo("docs/run-book.md#" + condition);
            assertThat(headings).anyMatch(heading -> heading.matches("### .*\\b" + condition + "\\b.*"));
            if (rule.has("for")) {
                assertThat(rule.path("for").asText()).matches("[0-9]+[sm]");
            }
        });
    }

    @Test
    void everyPanelHasADescriptionAndUsesTheSelectedDataSource() {
        List<JsonNode> panels = new ArrayList<>();
        DASHBOARD.path("panels").forEach(panels::add);

        assertThat(panels).filteredOn(panel -> !isRow(panel)).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.path("targets")).isNotEmpty();
        });
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    private static List<String> headings() {
        try {
            return Files.readAllLines(Path.of("../docs/run-book.md")).stream()
                    .filter(line -> line.startsWith("###"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRow(JsonNode panel) {
        return panel.path("type").asText().equals("row");
    }

    private static String name(Condition condition) {
        String key = Alert.key("", condition);
        return key.substring(key.indexOf('/') + 1);
    }

    private static List<String> expressions() {
        List<String> all = new ArrayList<>();
        DASHBOARD.path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> all.add(target.path("expr").asText())));
        DASHBOARD.at("/templating/list").forEach(variable -> {
            if (variable.path("type").asText().equals("query")) {
                all.add(variable.path("definition").asText());
            }
        });
        rules().forEach(rule -> all.add(rule.path("expr").asText()));
        return all;
    }

    private static List<JsonNode> rules() {
        List<JsonNode> all = new ArrayList<>();
        RULES.path("groups").forEach(group -> group.path("rules").forEach(all::add));
        return all;
    }

    /** Labels that Prometheus adds to every series. */
    private static Set<String> labelsOfTargets() {
        Set<String> labels = new TreeSet<>(Set.of("job", "instance"));
        SCRAPING.path("scrape_configs").forEach(job -> job.path("static_configs")
                .forEach(targets -> targets.path("labels").fieldNames().forEachRemaining(labels::add)));
        return labels;
    }

    /** The labels of each metric, over all services. */
    private static Map<String, Set<String>> exposed() {
        Map<String, Set<String>> exposed = new HashMap<>();
        try (var http = HttpClient.newHttpClient()) {
            for (Service service : Service.values()) {
                var request = HttpRequest.newBuilder(URI.create(
                                SystemUnderTest.running().service(service).address() + "/q/metrics"))
                        .build();
                http.send(request, BodyHandlers.ofString()).body().lines().forEach(line -> {
                    Matcher sample = SAMPLE.matcher(line);
                    if (sample.matches()) {
                        exposed.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                                .addAll(labels(sample.group(2)));
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exposed;
    }

    private static Set<String> labels(@Nullable String braces) {
        return braces == null
                ? Set.of()
                : LABEL.matcher(braces).results().map(label -> label.group(1)).collect(toSet());
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
