package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.gov.education.training.launcher.ServiceProcess;

/** The metrics of a service. */
record Metrics(List<Series> series) {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Series(String name, Map<String, String> labels, double value) {}

    /** @throws IllegalStateException if the service does not return its metrics */
    static Metrics of(ServiceProcess service) {
        return new Metrics(text(service)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(SERIES::matcher)
                .filter(Matcher::matches)
                .map(line -> {
                    Map<String, String> labels = new HashMap<>();
                    if (line.group(2) != null) {
                        LABEL.matcher(line.group(2))
                                .results()
                                .forEach(each -> labels.put(each.group(1), each.group(2)));
                    }
                    return new Series(line.group(1), labels, Double.parseDouble(line.group(3)));
                })
                .toList());
    }

    private static String text(ServiceProcess service) {
        try {
            var request = HttpRequest.newBuilder(URI.create(service.address() + "/q/metrics"))
                    .timeout(SOON)
                    .build();
            var response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("/q/metrics returned status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException("/q/metrics did not respond", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    double sum(String name) {
        return series.stream()
                .filter(each -> each.name().equals(name))
                .mapToDouble(Series::value)
                .sum();
    }

    double sum(String name, String label, String value) {
        return series.stream()
                .filter(each ->
                        each.name().equals(name) && value.equals(each.labels().get(label)))
                .mapToDouble(Series::value)
                .sum();
    }

    /** All series except those of the Kafka clients, whose number varies with the broker connections. */
    List<Series> ownSeries() {
        return series.stream().filter(each -> !each.name().startsWith("kafka_")).toList();
    }

    /** The number of values of each label of each metric. */
    Map<String, Integer> labels() {
        Map<String, Set<String>> values = new HashMap<>();
        ownSeries().forEach(each -> each.labels().forEach((label, value) -> values.computeIfAbsent(
                        each.name() + "{" + label + "}", none -> new HashSet<>())
                .add(value)));
        Map<String, Integer> labels = new HashMap<>();
        values.forEach((label, found) -> labels.put(label, found.size()));
        return labels;
    }
}
