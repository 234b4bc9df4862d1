package uk.gov.education.training.funding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static uk.gov.education.training.events.Topics.STATEMENTS;
import static uk.gov.education.training.funding.Finance.COHORT;
import static uk.gov.education.training.funding.Finance.FROZEN_COHORT;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.events.StatementChange.StatementOpened;
import uk.gov.education.training.events.StatementChange.StatementRecalculated;
import uk.gov.education.training.testsupport.ServiceIT;

/** DfE finance agrees and changes contracts, on a real broker and a real database. */
@ServiceIT
class ContractsIT {

    private static final RecursiveComparisonConfiguration BY_VALUE = RecursiveComparisonConfiguration.builder()
            .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
            .build();
    private static final String CONTRACTS = "/api/v1/contracts";

    @AutoClose
    private Finance finance;

    @BeforeEach
    void open() {
        finance = new Finance();
    }

    @Test
    void agreedContractOpensItsStatements() {
        finance.agree(COHORT)
                .body("id", equalTo(finance.contractId(COHORT).toString()))
                .body("contract_type", equalTo("ecf"))
                .body("bands.band", contains("A", "B"))
                .body("bands.capacity", contains(2, 2))
                .body("service_fee", equalTo(29.0f))
                .body("vat_rate", equalTo(0.2f))
                .body("vat_registered", equalTo(true));

        finance.request()
                .get("/api/v1/statements?per_page=200&lead_provider_id=" + finance.leadProvider)
                .then()
                .statusCode(200)
                .body("statements", hasSize(34))
                .body("statements[0].month", equalTo(11))
                .body("statements[0].year", equalTo(COHORT))
                .body("statements[0].fee_type", equalTo("output"))
                .body("statements[0].deadline_date", equalTo("2030-10-31"))
                .body("statements[0].payment_date", equalTo("2030-11-25"))
                .body("statements[33].month", equalTo(8))
                .body("statements[33].year", equalTo(COHORT + 3))
                .body("statements.status", everyItem(equalTo("open")))
                .body("statements.totals.total", everyItem(equalTo(34.8f)));
        var november = finance.statementId("2030-11");
        await().atMost(SOON).untilAsserted(() -> assertThat(finance.topics.messages(STATEMENTS, november.toString()))
                .hasSize(1)
                .first()
                .satisfies(message -> {
                    assertThat(message.version()).isEqualTo(1);
                    assertThat(message.change()).isEqualTo(new StatementOpened());
                    assertThat(message.snapshot().leadProviderId()).isEqualTo(finance.leadProvider);
                    assertThat(message.snapshot().totals().total()).isEqualByComparingTo("34.80");
                }));
    }

    @Test
    void sameContractChangesNothingAndDifferentOneIsRefused() {
        finance.agree(COHORT);

        finance.request()
                .body(finance.ecf(COHORT, 3))
                .post(CONTRACTS)
                .then()
                .statusCode(422)
                .body("errors.field", contains("cohort"))
                .body(
                        "errors[0].detail",
                        containsString(finance.contractId(COHORT).toString()));
        contract(COHORT).body("bands.capacity", contains(2, 2));
    }

    @Test
    void allErrorsAreReportedTogether() {
        finance.request()
                .body("""
                        {"cohort": 2030, "contract_type": "npq", "recruitment_target": -1, "uplift_fee": 0.001,
                         "setup_fee": 0, "bands": [{"capacity": 0, "fee_per_declaration": 1, "output_fee_ratio": 0.7,
                         "service_fee_ratio": 0.4}]}""")
                .post(CONTRACTS)
                .then()
                .statusCode(422)
                .body(
                        "errors.field",
                        contains(
                                "lead_provider_id",
                                "contract_type",
                                "recruitment_target",
                                "bands[0].capacity",
                                "bands[0].service_fee_ratio",
                                "uplift_fee"));
        finance.request()
                .body("{\"recruitment_target\": \"many\"}")
                .post(CONTRACTS)
                .then()
                .statusCode(400);
        finance.request().post(CONTRACTS).then().statusCode(400);
        finance.request()
                .body(finance.ecf(2999, 2))
                .post(CONTRACTS)
                .then()
                .statusCode(422)
                .body("errors.field", contains("cohort"));
    }

    @Test
    void onlyFinanceAgreesContractsAndOperationsSeesThem() {
        finance.agree(COHORT);
        var path = CONTRACTS + "/" + finance.contractId(COHORT);

        finance.operations().body(finance.ecf(COHORT, 2)).post(CONTRACTS).then().statusCode(403);
        finance.operations().body(finance.terms(COHORT, 3)).put(path).then().statusCode(403);
        finance.operations().get(path).then().statusCode(200);
        given().get(path).then().statusCode(401);
        finance.request().get(CONTRACTS + "/" + UUID.randomUUID()).then().statusCode(404);
        finance.request()
                .body(finance.terms(COHORT, 3))
                .put(CONTRACTS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void contractsAreFilteredByProviderAndCohort() {
        finance.agree(COHORT);
        finance.agree(FROZEN_COHORT);

        finance.request()
                .get(CONTRACTS + "?lead_provider_id=" + finance.leadProvider)
                .then()
                .body("contracts.cohort", contains(COHORT, FROZEN_COHORT));
        finance.request()
                .get(CONTRACTS + "?per_page=200&cohort=" + FROZEN_COHORT)
                .then()
                .body("contracts.id", hasItem(finance.contractId(FROZEN_COHORT).toString()))
                .body("contracts.cohort", everyItem(equalTo(FROZEN_COHORT)));
        finance.request().get(CONTRACTS + "?cohort=soon").then().statusCode(400);
        finance.request().get(CONTRACTS + "?lead_provider_id=1").then().statusCode(400);
    }

    @Test
    void changedTermsRecalculateTheStatements() {
        finance.agree(COHORT);
        var november = finance.statementId("2030-11");

        finance.withEtagOf(CONTRACTS + "/" + finance.contractId(COHORT))
                .body(finance.terms(COHORT, 5).replace("29.00", "58.00"))
                .put(CONTRACTS + "/" + finance.contractId(COHORT))
                .then()
                .statusCode(200)
                .body("monthly_service_fee", equalTo(58.0f))
                .body("bands.capacity", contains(2, 5));

        contract(COHORT)
                .body("history.action", contains("contract-agreed", "contract-changed"))
                .body("history[1].detail", containsString("monthly service fee: 29.00 to 58.00"))
                .body("history.done_by", everyItem(startsWith("finance ")));
        await().atMost(SOON).untilAsserted(() -> assertThat(finance.topics.messages(STATEMENTS, november.toString()))
                .extracting(Message::change)
                .usingRecursiveFieldByFieldElementComparator(BY_VALUE)
                .containsExactly(
                        new StatementOpened(),
                        new StatementRecalculated(new BigDecimal("34.80"), new BigDecimal("69.60"))));
        assertThat(finance.topics.messages(STATEMENTS, november.toString()).getLast())
                .extracting(message -> message.snapshot().status())
                .isEqualTo(StatementStatus.OPEN);
    }

    @Test
    void changedVatAndFlatRateAffectOnlyUnpaidStatements() {
        // Given: the half of 500.00 for a mentor's start on each of two statements, with 29.00 and VAT
        await().atMost(SOON).untilAsserted(() -> finance.request()
                .body(finance.ittecf(COHORT, "0.20", true, "500.00"))
                .post(CONTRACTS)
                .then()
                .statusCode(oneOf(201, 200)));
        UUID january = finance.statementId("2031-01");
        UUID april = finance.statementId("2031-04");
        finance.declare(Role.MENTOR, DeclarationType.STARTED, "2030-12-01T10:00:00Z", false);
        finance.declare(Role.MENTOR, DeclarationType.STARTED, "2031-02-01T10:00:00Z", false);
        awaitTotals(january, "334.80");
        awaitTotals(april, "334.80");
        for (String step : List.of("payable", "paid")) {
            finance.turns(january, step, "2031-01-02T09:00:00Z").statusCode(200);
        }

        // When
        change(finance.ittecf(COHORT, "0.20", false, "500.00"));
        awaitTotals(april, "334.80", "279.00");
        change(finance.ittecf(COHORT, "0.10", true, "500.00"));
        awaitTotals(april, "334.80", "279.00", "306.90");
        change(finance.ittecf(COHORT, "0.10", true, "600.00"));

        // Then
        awaitTotals(april, "334.80", "279.00", "306.90", "361.90");
        awaitTotals(january, "334.80");
        assertThat(finance.topics
                        .messages(STATEMENTS, april.toString())
                        .getLast()
                        .change())
                .usingRecursiveComparison(BY_VALUE)
                .isEqualTo(new StatementRecalculated(new BigDecimal("306.90"), new BigDecimal("361.90")));
        finance.request()
                .get("/api/v1/statements/" + april)
                .then()
                .body("totals.output_fees", equalTo(300.0f))
                .body("totals.vat", equalTo(32.9f))
                .body("breakdown.vat_rate", equalTo(0.1f));
        finance.request()
                .get("/api/v1/statements/" + january)
                .then()
                .body("totals.output_fees", equalTo(250.0f))
                .body("breakdown.vat_rate", equalTo(0.2f));
    }

    private void change(String terms) {
        finance.withEtagOf(CONTRACTS + "/" + finance.contractId(COHORT))
                .body(terms)
                .put(CONTRACTS + "/" + finance.contractId(COHORT))
                .then()
                .statusCode(200);
    }

    /** The published totals of a statement, in order, since its first declaration. */
    private void awaitTotals(UUID statement, String... totals) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(finance.topics.messages(STATEMENTS, statement.toString()).stream()
                                .map(message -> message.snapshot().totals().total())
                                // only the service fee
                                .dropWhile(total -> total.compareTo(new BigDecimal("34.80")) == 0)
                                .map(total -> total.setScale(2))
                                .distinct())
                        .containsExactly(Stream.of(totals).map(BigDecimal::new).toArray(BigDecimal[]::new)));
    }

    /** If a field were optional, a default could replace an agreed value. */
    @Test
    void changeMustGiveAllTerms() {
        finance.agree(COHORT);
        String path = CONTRACTS + "/" + finance.contractId(COHORT);
        String terms = finance.terms(COHORT, 2);

        finance.withEtagOf(path)
                .body(finance.ecf(COHORT, 2).replace("\"monthly_service_fee\": 29.00,", ""))
                .put(path)
                .then()
                .statusCode(422)
                .body("errors.field", contains("monthly_service_fee", "vat_rate", "vat_registered"));
        finance.withEtagOf(path)
                .body(terms.replace("true", "null").replace("0.2,", "null,"))
                .put(path)
                .then()
                .statusCode(422)
                .body("errors.field", contains("vat_rate", "vat_registered"));
        contract(COHORT).body("monthly_service_fee", equalTo(29.0f)).body("history", hasSize(1));

        finance.withEtagOf(path)
                .body(terms.replace("29.00", "null"))
                .put(path)
                .then()
                .statusCode(200)
                .body("monthly_service_fee", nullValue())
                .body("vat_registered", equalTo(true));
    }

    @Test
    void unknownFieldIsNamedInTheError() {
        finance.request()
                .body(finance.terms(COHORT, 2).replace("vat_registered", "vat_registerd"))
                .post(CONTRACTS)
                .then()
                .statusCode(400)
                .body("errors.field", contains("vat_registerd"))
                .body("errors[0].detail", containsString("vat_registered"));
        finance.request()
                .body(finance.terms(COHORT, 2).replace("\"capacity\": 2,", "\"capacity\": 2, \"band\": \"A\","))
                .put(CONTRACTS + "/" + finance.contractId(COHORT))
                .then()
                .statusCode(400)
                .body("errors.field", contains("bands[0].band"));
        finance.request().body("[]").post(CONTRACTS).then().statusCode(400).body("errors.field", contains("body"));
    }

    @Test
    void unchangedContractIsNotSentAgain() {
        finance.agree(COHORT);
        String path = CONTRACTS + "/" + finance.contractId(COHORT);
        String seen = finance.tag(path);

        finance.request()
                .header("If-None-Match", seen)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(seen));
        finance.request().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }

    @Test
    void contractIsChangedOnlyWithItsCurrentEtag() {
        finance.agree(COHORT);
        String path = CONTRACTS + "/" + finance.contractId(COHORT);
        String seen = finance.tag(path);
        String changed = finance.withEtagOf(path)
                .body(finance.terms(COHORT, 5))
                .put(path)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        assertThat(changed).isEqualTo(finance.tag(path)).isNotEqualTo(seen);

        finance.request().body(finance.terms(COHORT, 6)).put(path).then().statusCode(428);
        finance.request()
                .header("If-Match", seen)
                .body(finance.terms(COHORT, 6))
                .put(path)
                .then()
                .statusCode(412)
                .header("ETag", equalTo(changed))
                .body("errors.field", contains("If-Match"))
                .body("errors[0].detail", containsString(changed));
        contract(COHORT).body("bands.capacity", contains(2, 5));
        finance.request()
                .body(finance.ecf(COHORT, 2)
                        .replace(
                                "\"capacity\": 2, \"fee_per_declaration\": 500",
                                "\"capacity\": 5, \"fee_per_declaration\": 500"))
                .post(CONTRACTS)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(changed));
    }

    @Test
    void contractWithUnknownLeadProviderIsRefused() {
        finance.agree(COHORT);
        UUID unknownProvider = UUID.randomUUID();

        finance.request()
                .body(finance.ecf(COHORT, 2).replace(finance.leadProvider.toString(), unknownProvider.toString()))
                .post(CONTRACTS)
                .then()
                .statusCode(422)
                .body("errors.field", contains("lead_provider_id"))
                .body("errors[0].detail", containsString("partnership"));

        finance.request()
                .get(CONTRACTS + "?lead_provider_id=" + unknownProvider)
                .then()
                .body("contracts", hasSize(0));
        finance.request()
                .get("/api/v1/statements?lead_provider_id=" + unknownProvider)
                .then()
                .body("statements", hasSize(0));
    }

    @Test
    void bandsDoNotShrinkAndOnlyTheLastGrows() {
        finance.agree(COHORT);

        finance.withEtagOf(CONTRACTS + "/" + finance.contractId(COHORT))
                .body(finance.terms(COHORT, 1).replace("\"capacity\": 2", "\"capacity\": 3"))
                .put(CONTRACTS + "/" + finance.contractId(COHORT))
                .then()
                .statusCode(422)
                .body("errors.field", contains("bands[0].capacity", "bands[1].capacity"));
        contract(COHORT).body("bands.capacity", contains(2, 2));
    }

    @Test
    void contractsOfFrozenCohortCannotChange() {
        finance.agree(FROZEN_COHORT);
        var path = CONTRACTS + "/" + finance.contractId(FROZEN_COHORT);

        finance.at("2033-01-01T00:00:00Z")
                .header("If-Match", finance.tag(path))
                .body(finance.terms(FROZEN_COHORT, 3))
                .put(path)
                .then()
                .statusCode(422)
                .body("errors.field", contains("cohort"));
        contract(FROZEN_COHORT).body("bands.capacity", contains(2, 2));
        finance.at("2032-12-31T23:59:59Z")
                .header("If-Match", finance.tag(path))
                .body(finance.terms(FROZEN_COHORT, 3))
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void newContractInFrozenCohortIsRefused() {
        // The service may not have received the cohort yet.
        await().atMost(SOON).untilAsserted(() -> finance.at("2033-01-01T00:00:00Z")
                .body(finance.ecf(FROZEN_COHORT, 2))
                .post(CONTRACTS)
                .then()
                .statusCode(422)
                .body("errors.field", contains("cohort"))
                .body("errors[0].detail", containsString("frozen")));
        finance.request()
                .get("/api/v1/statements?lead_provider_id=" + finance.leadProvider)
                .then()
                .body("statements", hasSize(0));

        finance.at("2032-12-31T23:59:59Z")
                .body(finance.ecf(FROZEN_COHORT, 2))
                .post(CONTRACTS)
                .then()
                .statusCode(201);
        // The existing contract can be sent again.
        finance.at("2033-01-01T00:00:00Z")
                .body(finance.ecf(FROZEN_COHORT, 2))
                .post(CONTRACTS)
                .then()
                .statusCode(200);
    }

    /** The database was lost, and payments have been frozen since. */
    @Test
    void lostContractWithPublishedStatementsIsRestoredInFrozenCohort() {
        UUID november = finance.statementId(FROZEN_COHORT, "2031-11");
        finance.topics.publish(
                STATEMENTS,
                november.toString(),
                new Message<>(
                        3,
                        Instant.parse("2031-05-01T09:00:00Z"),
                        new StatementOpened(),
                        new Statement(
                                november,
                                finance.leadProvider,
                                FROZEN_COHORT,
                                11,
                                2031,
                                FeeType.OUTPUT,
                                StatementStatus.OPEN,
                                LocalDate.of(2031, 10, 31),
                                LocalDate.of(2031, 11, 25),
                                null,
                                Instant.parse("2031-05-01T09:00:00Z"),
                                new Totals(
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        new BigDecimal("29.00"),
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        new BigDecimal("5.80"),
                                        new BigDecimal("34.80")))));

        await().atMost(SOON).untilAsserted(() -> finance.at("2033-01-01T00:00:00Z")
                .body(finance.ecf(FROZEN_COHORT, 2))
                .post(CONTRACTS)
                .then()
                .statusCode(201));
    }

    private ValidatableResponse contract(int cohort) {
        return finance.request()
                .get(CONTRACTS + "/" + finance.contractId(cohort))
                .then()
                .statusCode(200);
    }
}
