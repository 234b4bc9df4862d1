package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;

/** Checks that no log contains personal data. */
final class LogCheck {

    /** Personal data of the golden files, which the hostile records are made from, and of the ordinary traffic. */
    private static final Pattern PERSONAL = Pattern.compile(
            "Okonjo|Quennerstedt|Priya Raman|Declared [0-9]|[\\w.+-]+@[\\w-]+\\.(?:example|org)\\b",
            Pattern.CASE_INSENSITIVE);

    private final LocalSystem localSystem;
    private final List<String> tokens;

    LogCheck(LocalSystem localSystem, Demo demo) {
        this.localSystem = localSystem;
        this.tokens = Stream.concat(
                        demo.tokens().values().stream(),
                        demo.leadProviders().stream().map(Demo.LeadProvider::token))
                .toList();
    }

    void read(Findings findings) {
        for (Service service : Service.values()) {
            Map<String, Integer> errors = new TreeMap<>();
            try (Stream<String> lines = Files.lines(localSystem.service(service).log(), ISO_8859_1)) {
                lines.forEach(line -> {
                    if (line.contains("\"level\":\"ERROR\"")) {
                        errors.merge(summary(line), 1, Integer::sum);
                    }
                    if (PERSONAL.matcher(line).find() || tokens.stream().anyMatch(line::contains)) {
                        findings.add(
                                "The log of " + service.module() + " contains personal data or a token", summary(line));
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            errors.forEach((error, times) ->
                    System.out.println("ERROR in the log of " + service.module() + ", " + times + " times: " + error));
        }
    }

    private static String summary(String line) {
        try {
            var json = Json.MAPPER.readTree(line);
            return json.path("logger").asText() + ": " + json.path("message").asText();
        } catch (IOException notJson) {
            return line.substring(0, Math.min(line.length(), 200));
        }
    }
}
