package uk.gov.education.training.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Creates the demonstration's partnerships as DfE support does, through the API, so that their events are published.
 */
final class DemoPartnerships {

    private final DemoRequests support;

    DemoPartnerships(DemoRequests support) {
        this.support = support;
    }

    List<Demo.Partnership> create(List<DemoData.Partnership> partnerships) {
        return DemoRequests.all(
                "partnerships",
                partnerships.stream()
                        .<Callable<Demo.Partnership>>map(
                                partnership -> () -> Demo.Partnership.of(create(partnership), partnership))
                        .toList());
    }

    private UUID create(DemoData.Partnership partnership) throws IOException, InterruptedException {
        var created = support.post(
                "/api/v1/partnerships",
                Map.of(
                        "lead_provider_id", partnership.leadProviderId(),
                        "school_urn", partnership.schoolUrn(),
                        "delivery_partner_id", partnership.deliveryPartnerId(),
                        "cohort", partnership.cohort()));
        return UUID.fromString(created.path("id").asText());
    }
}
