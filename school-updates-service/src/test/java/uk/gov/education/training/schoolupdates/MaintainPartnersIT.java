package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartnerChange;
import uk.gov.education.training.events.LeadProviderChange;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.web.Scope;

/** DfE support maintains lead providers, delivery partners and appropriate bodies. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class MaintainPartnersIT {

    @Inject
    SchoolUpdates service;

    @Inject
    ReferenceRecords records;

    @BeforeEach
    void prepare() {
        records.prepare();
    }

    @Test
    void everyChangeOfALeadProviderIsPublished() {
        String id = records.newLeadProvider(2026);
        records.contract(id, 2025).statusCode(200).body("cohorts", contains(2025, 2026));
        records.contract(id, 2025).statusCode(200);
        String before = records.support().get("lead-providers/" + id).extract().path("name");
        String after = ReferenceRecords.newName("Renamed");
        records.support().put("lead-providers/" + id, Map.of("name", after)).statusCode(200);
        records.support().put("lead-providers/" + id, Map.of("name", after)).statusCode(200);
        records.support().delete("lead-providers/" + id + "/contracts/2026").statusCode(204);
        retire("lead-providers/" + id);
        retire("lead-providers/" + id);

        var events = records.leadProviderEvents(id);
        assertThat(events)
                .extracting(event -> (Object) event.change())
                .containsExactly(
                        new LeadProviderChange.LeadProviderAdded(),
                        new LeadProviderChange.CohortContracted(2026),
                        new LeadProviderChange.CohortContracted(2025),
                        new LeadProviderChange.LeadProviderRenamed(before, after),
                        new LeadProviderChange.CohortContractRemoved(2026),
                        new LeadProviderChange.LeadProviderRetired());
        assertThat(events).extracting(event -> event.version()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(events.getLast().snapshot().cohorts()).containsExactly(2025);
        assertThat(events.getLast().snapshot().retired()).isTrue();
    }

    private void retire(String path) {
        records.support()
                .request()
                .post("/api/v1/" + path + "/retire")
                .then()
                .statusCode(200)
                .body("retired_at", notNullValue());
    }

    @Test
    void everyChangeOfADeliveryPartnerIsPublished() {
        String leadProvider = records.newLeadProvider(2026);
        records.contract(leadProvider, 2025);
        String id = records.newOrganisation("delivery-partners");
        String before =
                records.support().get("delivery-partners/" + id).extract().path("name");
        String after = ReferenceRecords.newName("Renamed");
        records.pairing(id, leadProvider, 2026).statusCode(200);
        records.pairing(id, leadProvider, 2025).statusCode(200).body("pairings.cohort", contains(2025, 2026));
        records.pairing(id, leadProvider, 2025).statusCode(200);
        records.support().put("delivery-partners/" + id, Map.of("name", after)).statusCode(200);
        records.support()
                .delete("delivery-partners/" + id + "/pairings/" + leadProvider + "/2026")
                .statusCode(204);
        retire("delivery-partners/" + id);
        retire("delivery-partners/" + id);

        UUID leadProviderId = UUID.fromString(leadProvider);
        var events = records.deliveryPartnerEvents(id);
        assertThat(events)
                .extracting(event -> (Object) event.change())
                .containsExactly(
                        new DeliveryPartnerChange.DeliveryPartnerAdded(),
                        new DeliveryPartnerChange.PairingAdded(leadProviderId, 2026),
                        new DeliveryPartnerChange.PairingAdded(leadProviderId, 2025),
                        new DeliveryPartnerChange.DeliveryPartnerRenamed(before, after),
                        new DeliveryPartnerChange.PairingRemoved(leadProviderId, 2026),
                        new DeliveryPartnerChange.DeliveryPartnerRetired());
        assertThat(events.getLast().snapshot().pairings())
                .containsExactly(new DeliveryPartner.Pairing(leadProviderId, 2025));
        assertThat(events.getLast().snapshot().retired()).isTrue();
    }

    @Test
    void pairingNeedsAContractOfTheLeadProvider() {
        String leadProvider = records.newLeadProvider(2026);
        String id = records.newOrganisation("delivery-partners");

        records.pairing(id, leadProvider, 2025)
                .statusCode(422)
                .body("errors[0].field", equalTo("cohort"))
                .body("errors[0].detail", containsString("Add the contract first"));
        records.pairing(id, SchoolUpdates.UNKNOWN_ID.toString(), 2026)
                .statusCode(422)
                .body("errors[0].field", equalTo("lead_provider_id"));
        records.pairing(id, leadProvider, 2001).statusCode(422).body("errors[0].field", equalTo("cohort"));
        records.pairing(SchoolUpdates.UNKNOWN_ID.toString(), leadProvider, 2026).statusCode(404);
        records.support()
                .post("delivery-partners/" + id + "/pairings", Map.of())
                .statusCode(422);
    }

    @Test
    void contractWithPairingsIsNotRemoved() {
        String leadProvider = records.newLeadProvider(2026);
        String id = records.newOrganisation("delivery-partners");
        records.pairing(id, leadProvider, 2026).statusCode(200);
        String name = records.support().get("delivery-partners/" + id).extract().path("name");

        records.support()
                .delete("lead-providers/" + leadProvider + "/contracts/2026")
                .statusCode(422)
                .body("errors[0].detail", containsString(name));

        records.support().delete("delivery-partners/" + id + "/pairings/" + leadProvider + "/2026");
        records.support()
                .delete("lead-providers/" + leadProvider + "/contracts/2026")
                .statusCode(204);
        records.support()
                .delete("lead-providers/" + leadProvider + "/contracts/2026")
                .statusCode(404);
        records.support()
                .delete("delivery-partners/" + id + "/pairings/" + leadProvider + "/2026")
                .statusCode(404);
    }

    @Test
    void contractNeedsAContractPeriod() {
        String id = records.newOrganisation("lead-providers");

        records.contract(id, 2001).statusCode(422).body("errors.field", contains("cohort"));
        records.support().post("lead-providers/" + id + "/contracts", Map.of()).statusCode(422);
    }

    @Test
    void retiredOnesGetNothingMore() {
        String leadProvider = records.newLeadProvider(2026);
        String id = records.newOrganisation("delivery-partners");
        String other = records.newOrganisation("delivery-partners");
        retire("delivery-partners/" + id);
        records.pairing(id, leadProvider, 2026).statusCode(422);

        retire("lead-providers/" + leadProvider);
        records.pairing(other, leadProvider, 2026).statusCode(422);
        records.contract(leadProvider, 2025).statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead-providers", "delivery-partners", "appropriate-bodies"})
    void nameIsUniqueWithoutRegardToCase(String path) {
        String name = ReferenceRecords.newName("Twin");
        records.support().post(path, Map.of("name", name)).statusCode(201);
        String other = records.newOrganisation(path);

        records.support()
                .post(path, Map.of("name", name.toUpperCase(Locale.ROOT)))
                .statusCode(422)
                .body("errors.field", contains("name"));
        records.support().put(path + "/" + other, Map.of("name", name)).statusCode(422);
        records.support().post(path, Map.of("name", " ")).statusCode(422);
        records.support().post(path, Map.of("name", "a\u0000b")).statusCode(422);
        records.support().post(path, Map.of()).statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead-providers", "delivery-partners", "appropriate-bodies"})
    void organisationIsListedShownRenamedAndRetired(String path) {
        String id = records.newOrganisation(path);
        String name = ReferenceRecords.newName("Renamed");

        records.support()
                .put(path + "/" + id, Map.of("name", name))
                .statusCode(200)
                .body("name", equalTo(name));
        retire(path + "/" + id);

        records.support()
                .get(path + "/" + id)
                .statusCode(200)
                .body("name", equalTo(name))
                .body("retired_at", notNullValue());
        records.support().get(path + "?per_page=1").statusCode(200).body("per_page", equalTo(1));
        records.support().get(path + "/" + SchoolUpdates.UNKNOWN_ID).statusCode(404);
        records.support()
                .put(path + "/" + SchoolUpdates.UNKNOWN_ID, Map.of("name", "A"))
                .statusCode(404);
        service.caller(Scope.SCHOOL).get(path).statusCode(403);
        service.unknownCaller().get(path).statusCode(401);
    }

    @Test
    void deliveryPartnersAreSearchedByName() {
        String id = records.newOrganisation("delivery-partners");
        String name = "Marsh " + id + " Hub";
        records.support().put("delivery-partners/" + id, Map.of("name", name));

        for (String search : List.of(id, "MARSH " + id, id + " hub")) {
            records.support()
                    .get("delivery-partners?search=" + search)
                    .statusCode(200)
                    .body("delivery_partners.id", contains(id));
        }
        records.support().get("delivery-partners?search=" + id + "_hub").body("delivery_partners", hasSize(0));
    }
}
