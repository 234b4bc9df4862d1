package uk.gov.education.training.schoolupdates;

import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.response.ValidatableResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartnerChange;
import uk.gov.education.training.events.LeadProvider;
import uk.gov.education.training.events.LeadProviderChange;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.SchoolChange;
import uk.gov.education.training.events.Topics;

/** The reference data of the service under test, as DfE support maintains it, with its topics. */
@ApplicationScoped
class ReferenceRecords {

    private final SchoolUpdates service;
    private Published<SchoolChange, School> schools;
    private Published<LeadProviderChange, LeadProvider> leadProviders;
    private Published<DeliveryPartnerChange, DeliveryPartner> deliveryPartners;

    ReferenceRecords(SchoolUpdates service) {
        this.service = service;
    }

    synchronized void prepare() {
        service.prepare();
        if (schools == null) {
            schools = new Published<>(Topics.SCHOOLS);
            leadProviders = new Published<>(Topics.LEAD_PROVIDERS);
            deliveryPartners = new Published<>(Topics.DELIVERY_PARTNERS);
        }
        awaitAllPublished();
    }

    @PreDestroy
    void close() {
        if (schools != null) {
            schools.close();
            leadProviders.close();
            deliveryPartners.close();
        }
    }

    /** Waits until the records that tests inserted with SQL are published too. */
    void awaitAllPublished() {
        await().atMost(SOON).until(() -> service.sql("""
                        select from schools where version = 0
                        union all select from lead_providers where version = 0
                        union all select from delivery_partners where version = 0""").isEmpty());
        service.awaitPublished();
    }

    Caller support() {
        return service.support();
    }

    static String newName(String kind) {
        return kind + " " + UUID.randomUUID();
    }

    static Map<String, Object> school(String urn) {
        return new HashMap<>(Map.of("urn", urn, "name", newName("School"), "type", "Community school"));
    }

    /** Adds a school and returns its URN. */
    String newSchool() {
        String urn = service.unusedUrn();
        support().post("schools", school(urn)).statusCode(201);
        return urn;
    }

    String idOfSchool(String urn) {
        return support().get("schools/" + urn).statusCode(200).extract().path("id");
    }

    /** Adds an organisation and returns its id. */
    String newOrganisation(String path) {
        return support()
                .post(path, Map.of("name", newName("Organisation")))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Adds a lead provider with a contract and returns its id. */
    String newLeadProvider(int cohort) {
        String id = newOrganisation("lead-providers");
        contract(id, cohort).statusCode(200);
        return id;
    }

    ValidatableResponse contract(String leadProviderId, int cohort) {
        return support().post("lead-providers/" + leadProviderId + "/contracts", Map.of("cohort", cohort));
    }

    ValidatableResponse pairing(String deliveryPartnerId, String leadProviderId, int cohort) {
        return support()
                .post(
                        "delivery-partners/" + deliveryPartnerId + "/pairings",
                        Map.of("lead_provider_id", leadProviderId, "cohort", cohort));
    }

    List<Message<SchoolChange, School>> schoolEvents(String id) {
        service.awaitPublished();
        return schools.messages(id);
    }

    List<Message<LeadProviderChange, LeadProvider>> leadProviderEvents(String id) {
        service.awaitPublished();
        return leadProviders.messages(id);
    }

    List<Message<DeliveryPartnerChange, DeliveryPartner>> deliveryPartnerEvents(String id) {
        service.awaitPublished();
        return deliveryPartners.messages(id);
    }

    /** The number of all events about reference data. */
    int eventCount() {
        service.awaitPublished();
        return schools.count() + leadProviders.count() + deliveryPartners.count();
    }
}
