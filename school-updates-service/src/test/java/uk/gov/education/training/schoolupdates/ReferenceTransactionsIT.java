package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerAdded;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderAdded;
import uk.gov.education.training.events.SchoolChange.SchoolAdded;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.localstack.TestTimeouts;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;

/** A record of reference data, its event and its Idempotency-Key are one commit. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ReferenceTransactionsIT {

    @Inject
    SchoolUpdates service;

    @Inject
    ReferenceRecords records;

    @BeforeEach
    void prepare() {
        records.prepare();
    }

    @Inject
    ReferenceTransactions transactions;

    /** Runs a request while a table refuses its rows. */
    private Response refusing(String table, String condition, Supplier<Response> request) {
        service.sql("alter table " + table + " add constraint broken check (" + condition + ") not valid");
        try {
            return request.get();
        } finally {
            service.sql("alter table " + table + " drop constraint broken");
        }
    }

    @Test
    void eventThatCannotBeWrittenLeavesNoRecord() {
        String urn = service.unusedUrn();
        String key = UUID.randomUUID().toString();

        Response response = refusing("outbox", "topic <> 'schools'", () -> keyed(key, urn));

        assertThat(response.statusCode()).isEqualTo(500);
        records.support().get("schools/" + urn).statusCode(404);
        assertThat(keyed(key, urn).statusCode()).as("the key is free").isEqualTo(201);
    }

    @Test
    void recordThatCannotBeWrittenLeavesNoEvent() {
        int before = records.eventCount();

        Response response = refusing("schools", "name <> 'Refused'", () -> records.support()
                .request()
                .body(Map.of("urn", service.unusedUrn(), "name", "Refused", "type", "Community school"))
                .post("/api/v1/schools"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(records.eventCount()).isEqualTo(before);
    }

    @Test
    void changeIsRolledBackWithItsEvent() {
        String urn = records.newSchool();
        String id = records.idOfSchool(urn);

        Response response = refusing("outbox", "topic <> 'schools'", () -> records.support()
                .request()
                .body(Map.of("status", "closed"))
                .put("/api/v1/schools/" + urn));

        assertThat(response.statusCode()).isEqualTo(500);
        records.support().get("schools/" + urn).body("status", equalTo("open"));
        assertThat(records.schoolEvents(id)).hasSize(1);
    }

    private Response keyed(String key, String urn) {
        return records.support()
                .request()
                .header("Idempotency-Key", key)
                .body(Map.of("urn", urn, "name", "Amberlow " + urn, "type", "Community school"))
                .post("/api/v1/schools");
    }

    @Test
    void sameRequestRunsOnceAndGetsTheFirstResponse() {
        String key = UUID.randomUUID().toString();
        String urn = service.unusedUrn();

        Response first = keyed(key, urn);
        Response again = keyed(key, urn);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(records.schoolEvents(first.path("id"))).hasSize(1);
        keyed(key, service.unusedUrn()).then().statusCode(422).body("errors.field", contains("Idempotency-Key"));
    }

    @Test
    void ofConcurrentRequestsWithOneUrnOneWins() {
        String urn = service.unusedUrn();
        Race race = new Race(service);
        Stream.generate(() -> ReferenceRecords.school(urn))
                .limit(6)
                .forEach(school -> race.post(records.support(), "schools", school));

        List<Integer> statuses = race.run().stream().map(Race.Response::status).toList();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 422).hasSize(5);
        assertThat(records.schoolEvents(records.idOfSchool(urn))).hasSize(1);
    }

    @Test
    void concurrentChangesOfOneDeliveryPartnerAreAllKept() {
        String id = records.newOrganisation("delivery-partners");
        List<String> leadProviders =
                Stream.generate(() -> records.newLeadProvider(2026)).limit(6).toList();
        Race race = new Race(service);
        leadProviders.forEach(leadProvider -> race.post(
                records.support(),
                "delivery-partners/" + id + "/pairings",
                Map.of("lead_provider_id", leadProvider, "cohort", 2026)));

        assertThat(race.run())
                .allSatisfy(response -> assertThat(response.status()).isEqualTo(200));

        var events = records.deliveryPartnerEvents(id);
        assertThat(events).extracting(event -> event.version()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(events.getLast().snapshot().pairings()).hasSize(6);
    }

    @Test
    void concurrentMergesIntoEachOtherCloseOneSchool() {
        String one = records.newSchool();
        String other = records.newSchool();

        List<Integer> statuses = new Race(service)
                        .post(records.support(), "schools/" + one + "/merge", Map.of("into", other))
                        .post(records.support(), "schools/" + other + "/merge", Map.of("into", one))
                        .run()
                        .stream()
                        .map(Race.Response::status)
                        .toList();

        assertThat(statuses).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void workFromAnyThreadHasASession() {
        String urn = records.newSchool();

        SchoolEntity school = transactions
                .inTransaction(
                        session -> SchoolEntity.<SchoolEntity>find("urn", urn).firstResult())
                .await()
                .atMost(TestTimeouts.SOON);

        assertThat(school.urn).isEqualTo(urn);
    }

    @Test
    void recordsInsertedWithSqlArePublishedOnce() {
        String urn = service.newSchool();
        UUID leadProvider = UUID.randomUUID();
        UUID partner = UUID.randomUUID();
        service.sql("insert into lead_providers values ($1, $2)", leadProvider, "New " + leadProvider);
        service.sql("insert into lead_provider_contracts values ($1, 2026)", leadProvider);
        service.sql("insert into delivery_partners values ($1, $2)", partner, "New " + partner);

        records.awaitAllPublished();

        assertThat(records.schoolEvents(records.idOfSchool(urn)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.version()).isEqualTo(1);
                    assertThat(event.change()).isEqualTo(new SchoolAdded());
                    assertThat(event.snapshot().urn()).isEqualTo(urn);
                });
        assertThat(records.leadProviderEvents(leadProvider.toString()))
                .extracting(event -> (Object) event.change())
                .containsExactly(new LeadProviderAdded());
        assertThat(records.deliveryPartnerEvents(partner.toString()))
                .extracting(event -> (Object) event.change())
                .containsExactly(new DeliveryPartnerAdded());
    }

    @Test
    void manyRecordsInsertedWithSqlAreAllPublished() {
        String prefix = service.unusedUrn();
        service.sql(
                "insert into schools select $1 || lpad(n::text, 4, '0'), 'Many' from generate_series(1, 450) n",
                prefix);

        Awaitility.await()
                .atMost(TestTimeouts.SOON)
                .until(() -> service.sql("select from schools where urn like $1 || '____' and version = 1", prefix)
                                .size()
                        == 450);
    }
}
