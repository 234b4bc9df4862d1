package uk.gov.education.training.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractDetails;
import uk.gov.education.training.funding.testing.RecalculatedTotals;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.testsupport.TopicClient;

/** The requests of DfE finance. */
record Finance(RestClient rest) {

    private static final int PER_PAGE = 200;

    static Finance of(Demo demo) {
        return new Finance(
                new RestClient(demo.funding() + "/api/v1", demo.tokens().get("finance")));
    }

    /** All statements of all lead providers, page by page. */
    List<Statement> statements() {
        return all("statements", Statement.class);
    }

    /** The total of each statement, by id. */
    Map<UUID, BigDecimal> totals() {
        Map<UUID, BigDecimal> totals = new HashMap<>();
        statements()
                .forEach(statement ->
                        totals.put(statement.id(), pence(statement.totals().total())));
        return totals;
    }

    /** The same totals, recalculated from the topics and the contracts' terms. */
    Map<UUID, BigDecimal> recalculated(TopicClient topics) {
        var recalculated = new RecalculatedTotals(topics);
        Map<UUID, BigDecimal> totals = new HashMap<>();
        for (ContractDetails details : all("contracts", ContractDetails.class)) {
            Contract contract = ((Verdict.Accepted<Contract>) details.toContract()).value();
            recalculated.totals(contract, Map.of()).forEach((id, total) -> totals.put(id, pence(total)));
        }
        return totals;
    }

    static BigDecimal sum(Map<UUID, BigDecimal> totals) {
        return totals.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal pence(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    private <T> List<T> all(String resource, Class<T> type) {
        List<T> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode found = rest.get("/" + resource + "?per_page=" + PER_PAGE + "&page=" + page)
                    .ok()
                    .path(resource);
            found.forEach(item -> all.add(read(item, type)));
            if (found.size() < PER_PAGE) {
                return all;
            }
        }
    }

    private static <T> T read(JsonNode json, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One statement with its breakdown. */
    JsonNode statement(UUID id) {
        return rest.get("/statements/" + id).ok();
    }

    void markAsPayable(UUID id, LocalDate on) {
        changeStatus(id, "payable", on);
    }

    void authorisePayment(UUID id, LocalDate on) {
        changeStatus(id, "paid", on);
    }

    private void changeStatus(UUID id, String status, LocalDate on) {
        String statement = "/statements/" + id;
        rest.havingSeen(statement)
                .on(on)
                .put(statement + "/" + status, Map.of())
                .ok();
    }
}
