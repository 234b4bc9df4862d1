package uk.gov.education.training.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Creates the demonstration's partnerships as DfE support does, through the API, so that their events are published.
 */
final class DemoPartnerships {

    private static final int IN_FLIGHT = 32;
    private static final int ATTEMPTS = 10;

    private final HttpClient http;
    private final ServiceProcess schoolUpdates;
    private final String supportToken;
    private final JsonMapper json = new JsonMapper();

    DemoPartnerships(HttpClient http, ServiceProcess schoolUpdates, String supportToken) {
        this.schoolUpdates = schoolUpdates;
        this.http = http;
        this.supportToken = supportToken;
    }

    List<Demo.Partnership> create(List<DemoData.Partnership> partnerships) {
        try (var senders =
                Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
            var created = new ArrayList<Demo.Partnership>();
            var calls = partnerships.stream()
                    .<Callable<Demo.Partnership>>map(
                            partnership -> () -> Demo.Partnership.of(create(partnership), partnership))
                    .toList();
            for (var call : senders.invokeAll(calls)) {
                created.add(call.get());
            }
            return created;
        } catch (ExecutionException e) {
            throw new CannotStart(
                    "Could not create the demo partnerships: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Repeats it while the service is not up to it: an identical partnership is created only once. */
    private UUID create(DemoData.Partnership partnership) throws IOException, InterruptedException {
        var request = request(partnership);
        for (int attempt = 1; ; attempt++) {
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 201 || response.statusCode() == 200) {
                    return UUID.fromString(
                            json.readTree(response.body()).path("id").asText());
                }
                // Even a refusal may pass: the cohort may still be on its way to the service.
                if (attempt == ATTEMPTS) {
                    throw new CannotStart(request.uri() + " answered " + response.statusCode() + " " + response.body());
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.sleep(Duration.ofMillis(200L * attempt));
        }
    }

    private HttpRequest request(DemoData.Partnership partnership) throws JsonProcessingException {
        var body = json.writeValueAsString(Map.of(
                "lead_provider_id", partnership.leadProviderId(),
                "school_urn", partnership.schoolUrn(),
                "delivery_partner_id", partnership.deliveryPartnerId(),
                "cohort", partnership.cohort()));
        return HttpRequest.newBuilder(schoolUpdates.at("/api/v1/partnerships"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + supportToken)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
