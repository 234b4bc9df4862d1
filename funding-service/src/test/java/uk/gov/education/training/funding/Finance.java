package uk.gov.education.training.funding;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.PARTNERSHIPS;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.induction;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.participant;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.training;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.declarations.FundingFixtures;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ContractPeriodFixtures;
import uk.gov.education.training.testsupport.DeclarationFixtures;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * Calls the service under test as DfE finance, with one lead provider. Contract periods lie in the future, so that no
 * statement becomes payable by itself.
 */
final class Finance implements AutoCloseable {

    static final int COHORT = 2030;
    static final int FROZEN_COHORT = 2031;

    private static final String REGISTERED = "2025-08-18T09:15:00Z";
    private static final String INDUCTED = "2025-09-05T10:00:00Z";

    final UUID leadProvider = UUID.randomUUID();
    final TopicClient topics = TopicClient.ofServiceUnderTest();
    final String financeToken;
    private final String operationsToken;

    Finance() {
        financeToken = TestTokens.issue(Scope.FINANCE);
        operationsToken = TestTokens.issue(Scope.OPERATIONS);
        contractPeriod(2021, null);
        contractPeriod(COHORT, null);
        contractPeriod(FROZEN_COHORT, Instant.parse("2033-01-01T00:00:00Z"));
        partnership(leadProvider);
    }

    /** Makes a lead provider known by a partnership. */
    private void partnership(UUID leadProvider) {
        UUID id = UUID.randomUUID();
        topics.publish(
                PARTNERSHIPS,
                id.toString(),
                new Message<>(
                        1,
                        Instant.parse(REGISTERED),
                        new PartnershipConfirmed(),
                        new Partnership(
                                id,
                                leadProvider,
                                "Amber Training",
                                UUID.randomUUID(),
                                "100001",
                                COHORT,
                                Instant.parse(REGISTERED))));
    }

    private void contractPeriod(int year, @Nullable Instant frozenAt) {
        topics.publish(
                CONTRACT_PERIODS,
                Integer.toString(year),
                new Message<>(
                        1,
                        Instant.parse("2025-06-01T00:00:00Z"),
                        new ContractPeriodOpened(year),
                        ContractPeriodFixtures.contractPeriod(year)
                                .withPaymentsFrozenAt(frozenAt)
                                .withUpliftFeesEnabled(true)));
    }

    @Override
    public void close() {
        topics.close();
    }

    RequestSpecification request() {
        return given().auth().oauth2(financeToken).contentType("application/json");
    }

    RequestSpecification at(String time) {
        return request().header(RequestTime.HEADER, time);
    }

    /** The current ETag of a path. */
    String tag(String path) {
        return request().get(path).then().statusCode(200).extract().header("ETag");
    }

    /** A request with the current ETag of a path as If-Match. */
    RequestSpecification withEtagOf(String path) {
        return request().header("If-Match", tag(path));
    }

    /** Makes a statement payable or paid at a time, with its current ETag. */
    ValidatableResponse turns(UUID statement, String into, String time) {
        String path = "/api/v1/statements/" + statement;
        return at(time).header("If-Match", tag(path)).put(path + "/" + into).then();
    }

    RequestSpecification operations() {
        return given().auth().oauth2(operationsToken).contentType("application/json");
    }

    /** An ecf contract with two places at 1,000.00 and some at 500.00, with an output fee ratio of 0.60. */
    String ecf(int cohort, int places) {
        return """
                {"lead_provider_id": "%s", "cohort": %d, "contract_type": "ecf", "recruitment_target": 2,
                 "uplift_fee": 100, "setup_fee": 0, "monthly_service_fee": 29.00,
                 "bands": [
                  {"capacity": 2, "fee_per_declaration": 1000, "output_fee_ratio": 0.6, "service_fee_ratio": 0.4},
                  {"capacity": %d, "fee_per_declaration": 500, "output_fee_ratio": 0.6, "service_fee_ratio": 0.4}]}""".formatted(leadProvider, cohort, places);
    }

    /**
     * All terms of an ittecf_ectp contract with two places at 1,000.00, with an output fee ratio of 0.60, and with
     * mentors at a flat rate.
     */
    String ittecf(int cohort, String vatRate, boolean vatRegistered, String mentorFee) {
        return """
                {"lead_provider_id": "%s", "cohort": %d, "contract_type": "ittecf_ectp", "recruitment_target": 2,
                 "uplift_fee": 0, "setup_fee": 0, "monthly_service_fee": 29.00, "vat_rate": %s, "vat_registered": %s,
                 "mentor_target": 2, "mentor_fee": %s,
                 "bands": [
                  {"capacity": 2, "fee_per_declaration": 1000, "output_fee_ratio": 0.6, "service_fee_ratio": 0.4}]}""".formatted(leadProvider, cohort, vatRate, vatRegistered, mentorFee);
    }

    /** All terms of an {@link #ecf} contract, as a change needs them. */
    String terms(int cohort, int places) {
        return ecf(cohort, places)
                .replace("\"setup_fee\"", "\"vat_rate\": 0.2, \"vat_registered\": true, \"setup_fee\"");
    }

    /** Agrees the contract. Retries, because the service may not have received the cohort yet. */
    ValidatableResponse agree(int cohort) {
        await().atMost(SOON).untilAsserted(() -> request()
                .body(ecf(cohort, 2))
                .post("/api/v1/contracts")
                .then()
                .statusCode(oneOf(201, 200)));
        return request().body(ecf(cohort, 2)).post("/api/v1/contracts").then().statusCode(200);
    }

    UUID contractId(int cohort) {
        return Contract.id(leadProvider, cohort);
    }

    /** The statement for a month in the cohort {@value #COHORT}. */
    UUID statementId(String month) {
        return statementId(COHORT, month);
    }

    UUID statementId(int cohort, String month) {
        return UUID.nameUUIDFromBytes(
                ("statement/" + leadProvider + "/" + cohort + "/" + YearMonth.parse(month)).getBytes(UTF_8));
    }

    ValidatableResponse statement(UUID id) {
        return request().get("/api/v1/statements/" + id).then().statusCode(200);
    }

    String csv(UUID statementId) {
        return request()
                .get("/api/v1/statements/" + statementId + "/declarations.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
    }

    /** A participant with one declaration. */
    record Declared(UUID participant, Declaration declaration) {}

    /**
     * Reports an eligible participant, and submits a declaration in the cohort {@value #COHORT}, with both uplifts or
     * none.
     */
    Declared declare(Role role, DeclarationType type, String submittedAt, boolean uplifts) {
        return declare(role, type, submittedAt, uplifts, uplifts);
    }

    Declared declare(Role role, DeclarationType type, String submittedAt, boolean pupilPremium, boolean sparsity) {
        UUID participant = UUID.randomUUID();
        topics.publish(
                PARTICIPANT_CHANGES,
                participant.toString(),
                new Message<>(
                        1,
                        Instant.parse(INDUCTED),
                        new EctRegistered(
                                "100002", null, LocalDate.of(2025, 9, 1), TrainingProgramme.PROVIDER_LED, leadProvider),
                        participant(
                                participant,
                                List.of(FundingFixtures.at(role, REGISTERED)),
                                List.of(training(role, REGISTERED)),
                                List.of(induction("2025-09-01", null, INDUCTED)))));
        Instant submitted = Instant.parse(submittedAt);
        Declaration declaration = DeclarationFixtures.declaration(
                        UUID.randomUUID(),
                        training(role, REGISTERED)
                                .withLeadProviderId(leadProvider)
                                .withCohort(COHORT),
                        type,
                        submitted.minusSeconds(3600))
                .withPupilPremiumUplift(pupilPremium)
                .withSparsityUplift(sparsity)
                .withSubmittedAt(submitted)
                .withCreatedAt(submitted);

        topics.publish(
                DECLARATIONS,
                participant.toString(),
                new Message<>(
                        1,
                        submitted,
                        new DeclarationSubmitted(
                                declaration.id(),
                                declaration.trainingId(),
                                leadProvider,
                                role,
                                type,
                                declaration.declarationDate()),
                        new Declarations(participant, List.of(declaration))));
        return new Declared(participant, declaration);
    }

    void voidIt(Declared declared, String at) {
        Instant time = Instant.parse(at);
        topics.publish(
                DECLARATIONS,
                declared.participant().toString(),
                new Message<>(
                        2,
                        time,
                        new DeclarationVoided(declared.declaration().id(), leadProvider),
                        new Declarations(
                                declared.participant(),
                                List.of(declared.declaration().voided(time)))));
    }
}
