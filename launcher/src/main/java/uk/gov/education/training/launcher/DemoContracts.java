package uk.gov.education.training.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import uk.gov.education.training.localstack.StartupException;

/**
 * Agrees the demonstration's contracts as DfE finance does, through the API, so that their statements are published.
 * Existing contracts stay unchanged.
 */
final class DemoContracts {

    private static final int FIRST_WITH_MENTOR_FUNDING = 2025;

    private final DemoRequests finance;

    DemoContracts(DemoRequests finance) {
        this.finance = finance;
    }

    void create(List<DemoData.Contract> contracts) {
        var existing = existing();
        DemoRequests.all(
                "contracts",
                contracts.stream()
                        .filter(contract -> !existing.contains(key(contract)))
                        .<Callable<JsonNode>>map(contract ->
                                () -> finance.at(agreedAt(contract)).post("/api/v1/contracts", body(contract)))
                        .toList());
    }

    private Set<String> existing() {
        try {
            var keys = new HashSet<String>();
            finance.get("/api/v1/contracts?per_page=200")
                    .path("contracts")
                    .forEach(contract -> keys.add(contract.path("lead_provider_id")
                                    .asText() + "/" + contract.path("cohort").asInt()));
            return keys;
        } catch (IOException e) {
            throw new StartupException("Could not ask for the demo contracts: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A time before the cohort begins: contracts can't be agreed once its payments are frozen. */
    static Instant agreedAt(DemoData.Contract contract) {
        return Instant.parse(contract.cohort() + "-05-01T09:00:00Z");
    }

    private static String key(DemoData.Contract contract) {
        return contract.leadProviderId() + "/" + contract.cohort();
    }

    static Map<String, Object> body(DemoData.Contract contract) {
        boolean mentorFunding = contract.cohort() >= FIRST_WITH_MENTOR_FUNDING;
        var body = new HashMap<String, Object>(Map.of(
                "lead_provider_id", contract.leadProviderId(),
                "cohort", contract.cohort(),
                "contract_type", mentorFunding ? "ittecf_ectp" : "ecf",
                "recruitment_target", contract.recruitmentTarget(),
                "bands", List.of(band(2000, "995.00"), band(2000, "979.00"), band(4000, "966.00")),
                "uplift_fee", new BigDecimal(mentorFunding ? "0.00" : "100.00"),
                "setup_fee", new BigDecimal(mentorFunding ? "0.00" : "149651.00")));
        if (mentorFunding) {
            body.put("mentor_target", contract.recruitmentTarget());
            body.put("mentor_fee", new BigDecimal("876.00"));
        }
        return body;
    }

    private static Map<String, Object> band(int capacity, String fee) {
        return Map.of(
                "capacity", capacity,
                "fee_per_declaration", new BigDecimal(fee),
                "output_fee_ratio", new BigDecimal("0.60"),
                "service_fee_ratio", new BigDecimal("0.40"));
    }
}
