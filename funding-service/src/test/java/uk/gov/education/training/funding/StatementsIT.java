package uk.gov.education.training.funding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static uk.gov.education.training.events.DeclarationType.STARTED;
import static uk.gov.education.training.events.Topics.STATEMENTS;
import static uk.gov.education.training.funding.Finance.COHORT;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.StatementChange;
import uk.gov.education.training.events.StatementChange.StatementMadePayable;
import uk.gov.education.training.events.StatementChange.StatementOpened;
import uk.gov.education.training.events.StatementChange.StatementPaid;
import uk.gov.education.training.events.StatementChange.StatementRecalculated;
import uk.gov.education.training.funding.CalculateStatements.CalculatedStatement;
import uk.gov.education.training.funding.Finance.Declared;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.statements.Adjustment;
import uk.gov.education.training.funding.jobs.MakeDueStatementsPayable;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.funding.testing.RecalculatedTotals;
import uk.gov.education.training.testsupport.ServiceIT;

/** From a declaration to its payment, and back, on a real broker and a real database. */
@ServiceIT
class StatementsIT {

    private static final String PATH = "/api/v1/statements/";
    private static final String IN_TIME = "2030-12-01T10:00:00Z";
    private static final String DEADLINE = "2030-12-31T23:59:59Z";
    private static final String AFTER_DEADLINE = "2031-01-01T00:00:00Z";

    @Inject
    Pool pool;

    @Inject
    Contracts contracts;

    @Inject
    CalculateStatements calculate;

    @Inject
    Statements statements;

    @Inject
    MakeDueStatementsPayable makeDueStatementsPayable;

    @AutoClose
    private Finance finance;

    private UUID january;
    private UUID april;

    @BeforeEach
    void open() {
        finance = new Finance();
        finance.agree(COHORT);
        january = finance.statementId("2031-01");
        april = finance.statementId("2031-04");
    }

    @Test
    void declarationsArePaidAndClawedBack() {
        // Three starts: two places at 1,000.00 and one at 500.00, 0.6 of which are for outputs, of which a start is
        // 0.2.
        Declared first = finance.declare(Role.ECT, STARTED, IN_TIME, true);
        finance.declare(Role.MENTOR, STARTED, "2030-12-02T10:00:00Z", false);
        Declared last = finance.declare(Role.ECT, STARTED, "2030-12-03T10:00:00Z", false);
        await().atMost(SOON).untilAsserted(() -> finance.statement(january)
                .body("breakdown.outputs[0].declaration_type", equalTo("started"))
                .body("breakdown.outputs[0].bands.band", contains("A", "B"))
                .body("breakdown.outputs[0].bands.line.billable", contains(2, 1))
                .body("breakdown.outputs[0].bands.line.unit_fee", contains(120.0f, 60.0f))
                .body("breakdown.outputs[0].bands.line.billable_amount", contains(240.0f, 60.0f))
                .body("breakdown.uplifts.billable", equalTo(1))
                .body("totals.output_fees", equalTo(300.0f))
                .body("totals.uplift_fees", equalTo(100.0f))
                .body("totals.service_fee", equalTo(29.0f))
                .body("breakdown.subtotal", equalTo(429.0f))
                .body("totals.vat", equalTo(85.8f))
                .body("totals.total", equalTo(514.8f)));
        awaitPublished(january, "514.80");

        // The day of the deadline is too early; the day after is not.
        finance.turns(january, "payable", DEADLINE).statusCode(422).body("errors.field", contains("status"));
        finance.turns(january, "paid", AFTER_DEADLINE)
                .statusCode(422)
                .body("errors[0].detail", containsString("still open"));
        finance.statement(january).body("status", equalTo("open")).body("history", hasSize(0));
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200).body("status", equalTo("payable"));
        awaitStates(january, "payable", "payable", "payable");
        finance.turns(january, "payable", AFTER_DEADLINE)
                .statusCode(422)
                .body("errors[0].detail", containsString("payable already"));

        finance.turns(january, "paid", AFTER_DEADLINE)
                .statusCode(200)
                .body("status", equalTo("paid"))
                .body("paid_at", equalTo(AFTER_DEADLINE))
                .body("totals.total", equalTo(514.8f));
        awaitStates(january, "paid", "paid", "paid");
        finance.turns(january, "paid", AFTER_DEADLINE)
                .statusCode(422)
                .body("errors[0].detail", containsString("paid already"));
        finance.statement(january)
                .body("history.action", contains("made-payable", "payment-authorised"))
                .body("history.done_by", everyItem(startsWith("finance ")))
                .body("history.at", everyItem(equalTo(AFTER_DEADLINE)))
                .body("history.recorded_at", everyItem(notNullValue()));

        // The paid amount stays, and the next statement claws it back.
        finance.voidIt(last, "2031-01-15T10:00:00Z");
        finance.withEtagOf("/api/v1/contracts/" + finance.contractId(COHORT))
                .body(finance.terms(COHORT, 2).replace(": 500,", ": 400,"))
                .put("/api/v1/contracts/" + finance.contractId(COHORT))
                .then()
                .statusCode(200);
        // One place less in the second band: 400.00 x 0.6 x 0.2, with 29.00 and VAT.
        awaitPublished(april, "-22.80");
        finance.statement(april)
                .body("totals.clawbacks", equalTo(-48.0f))
                .body("breakdown.outputs[0].bands.line.refundable", contains(0, 1));
        finance.statement(january)
                .body("totals.total", equalTo(514.8f))
                .body("breakdown.outputs[0].bands.line.unit_fee", contains(120.0f, 60.0f));
        assertThat(changes(january))
                .filteredOn(change -> !(change instanceof StatementRecalculated))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("total")
                .containsExactly(
                        new StatementOpened(), new StatementMadePayable(), new StatementPaid(new BigDecimal("514.80")));
        var paid = finance.topics.messages(STATEMENTS, january.toString()).getLast();
        assertThat(paid.snapshot().status()).isEqualTo(StatementStatus.PAID);
        assertThat(paid.snapshot().totals().total()).isEqualByComparingTo("514.80");

        // The lists agree with each other, and with the topics.
        assertThat(finance.csv(january).lines())
                .hasSize(4)
                .first()
                .isEqualTo("entry,declaration_id,participant_id,role,declaration_type,declaration_date,state,band,"
                        + "pupil_premium_uplift,sparsity_uplift");
        assertThat(finance.csv(january).lines().skip(1))
                .first()
                .isEqualTo("statement," + first.declaration().id() + "," + first.participant()
                        + ",ect,started,2030-12-01T09:00:00Z,paid,A,true,true");
        assertThat(finance.csv(april).lines())
                .last()
                .isEqualTo("clawback," + last.declaration().id() + "," + last.participant()
                        + ",ect,started,2030-12-03T09:00:00Z,awaiting_clawback,B,false,false");
        assertThat(finance.csv(january).lines()).last().asString().contains("awaiting_clawback,B,");
        assertThat(listedTotal())
                .isEqualByComparingTo(new RecalculatedTotals(finance.topics).total(contract(), Map.of()));
    }

    @Test
    void upliftFeeIsPaidOnceForEitherUpliftAndIsClawedBack() {
        finance.declare(Role.ECT, STARTED, IN_TIME, true, true);
        finance.declare(Role.ECT, STARTED, "2030-12-02T10:00:00Z", true, false);
        Declared last = finance.declare(Role.ECT, STARTED, "2030-12-03T10:00:00Z", false, true);
        await().atMost(SOON).untilAsserted(() -> finance.statement(january)
                .body("breakdown.uplifts.billable", equalTo(3))
                .body("totals.uplift_fees", equalTo(300.0f))
                .body("totals.output_fees", equalTo(300.0f))
                .body("breakdown.subtotal", equalTo(629.0f)));
        awaitPublished(january, "754.80");
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200);
        awaitStates(january, "payable", "payable", "payable");
        finance.turns(january, "paid", AFTER_DEADLINE).statusCode(200);
        awaitStates(january, "paid", "paid", "paid");

        finance.voidIt(last, "2031-01-15T10:00:00Z");

        // The start at 500.00 x 0.6 x 0.2 and its uplift.
        await().atMost(SOON).untilAsserted(() -> finance.statement(april)
                .body("breakdown.uplifts.refundable", equalTo(1))
                .body("breakdown.uplifts.refundable_amount", equalTo(100.0f))
                .body("totals.uplift_fees", equalTo(0.0f))
                .body("totals.clawbacks", equalTo(-160.0f)));
    }

    @Test
    void paymentRequiresTheCurrentEtag() {
        finance.declare(Role.ECT, STARTED, IN_TIME, false);
        awaitPublished(january, "178.80");
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200);
        awaitStates(january, "payable");
        String seen = finance.tag(PATH + january);
        adjust(january, "{\"payment_type\": \"Slipped in\", \"amount\": 5000}").statusCode(201);

        finance.at(AFTER_DEADLINE)
                .header("If-Match", seen)
                .put(PATH + january + "/paid")
                .then()
                .statusCode(412)
                .header("ETag", equalTo(finance.tag(PATH + january)))
                .body("errors.field", contains("If-Match"))
                .body("errors[0].detail", containsString("6178.80"))
                .body("errors[0].detail", containsString("payable"))
                .body("errors[0].detail", containsString(finance.tag(PATH + january)));
        for (String nothing : List.of("*", "", " ,")) {
            finance.at(AFTER_DEADLINE)
                    .header("If-Match", nothing)
                    .put(PATH + january + "/paid")
                    .then()
                    .statusCode(428)
                    .body("errors.field", contains("If-Match"));
        }
        finance.at(AFTER_DEADLINE).put(PATH + january + "/paid").then().statusCode(428);
        finance.at(AFTER_DEADLINE)
                .header("If-Match", "W/" + finance.tag(PATH + january))
                .put(PATH + january + "/paid")
                .then()
                .statusCode(412);
        finance.statement(january).body("status", equalTo("payable"));

        finance.at(AFTER_DEADLINE)
                .header("If-Match", "\"x\", " + finance.tag(PATH + january))
                .put(PATH + january + "/paid")
                .then()
                .statusCode(200)
                .header("ETag", equalTo(finance.tag(PATH + january)))
                .body("totals.total", equalTo(6178.8f))
                .body("history.find { it.action == 'payment-authorised' }.seen_total", equalTo(6178.8f))
                .body("history.find { it.action == 'made-payable' }.seen_total", equalTo(178.8f))
                .body("history.find { it.action == 'adjustment-added' }.seen_total", nullValue());
    }

    @Test
    void unchangedStatementIsNotSentAgain() {
        String seen = finance.tag(PATH + january);

        finance.request()
                .header("If-None-Match", seen)
                .get(PATH + january)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(seen))
                .body(emptyString());
        adjust(january, "{\"payment_type\": \"Service credit\", \"amount\": 50}")
                .statusCode(201);
        finance.request()
                .header("If-None-Match", seen)
                .get(PATH + january)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(seen)))
                .body("adjustments", hasSize(1));
    }

    @Test
    void makingPayableRequiresTheCurrentEtag() {
        String seen = finance.tag(PATH + january);
        adjust(january, "{\"payment_type\": \"Slipped in\", \"amount\": 5000}").statusCode(201);

        finance.at(AFTER_DEADLINE).put(PATH + january + "/payable").then().statusCode(428);
        finance.at(AFTER_DEADLINE)
                .header("If-Match", seen)
                .put(PATH + january + "/payable")
                .then()
                .statusCode(412)
                .body("errors[0].detail", containsString("6034.80"));

        finance.statement(january).body("status", equalTo("open"));
        assertThat(finance.tag(PATH + april)).isEqualTo(finance.tag(PATH + april));
    }

    /** A declaration, a voiding, changed terms or another status changes the ETag. */
    @Test
    void everyChangeOfAStatementChangesItsEtag() {
        List<String> tags = new ArrayList<>();
        tags.add(finance.tag(PATH + january));
        Declared declared = finance.declare(Role.ECT, STARTED, IN_TIME, false);
        awaitPublished(january, "178.80");
        tags.add(finance.tag(PATH + january));
        finance.withEtagOf("/api/v1/contracts/" + finance.contractId(COHORT))
                .body(finance.terms(COHORT, 2).replace("29.00", "58.00"))
                .put("/api/v1/contracts/" + finance.contractId(COHORT))
                .then()
                .statusCode(200);
        tags.add(finance.tag(PATH + january));
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200);
        tags.add(finance.tag(PATH + january));
        finance.voidIt(declared, "2031-01-02T10:00:00Z");
        awaitStates(january, "voided");
        tags.add(finance.tag(PATH + january));

        assertThat(tags).doesNotHaveDuplicates();
    }

    /** Two people authorise at once: the second one has seen an outdated version. */
    @Test
    void onlyOneOfTwoConcurrentAuthorisationsSucceeds() {
        finance.declare(Role.ECT, STARTED, IN_TIME, false);
        awaitPublished(january, "178.80");
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200);
        awaitStates(january, "payable");
        String seen = finance.tag(PATH + january);
        Supplier<Integer> authorise = () -> finance.at(AFTER_DEADLINE)
                .header("If-Match", seen)
                .put(PATH + january + "/paid")
                .statusCode();

        var one = atOnce(authorise);
        var other = atOnce(authorise);

        assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(200, 412);
        finance.statement(january).body("history.action", contains("made-payable", "payment-authorised"));
    }

    /** An adjustment and an authorisation at the same time: the second one finds a changed statement. */
    @Test
    void adjustmentDuringAuthorisationIsNotPaidUnseen() {
        finance.declare(Role.ECT, STARTED, IN_TIME, false);
        awaitPublished(january, "178.80");
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200);
        awaitStates(january, "payable");
        String seen = finance.tag(PATH + january);
        CompletableFuture<Integer> adjusted;
        CompletableFuture<Integer> authorised;
        try (var locked =
                new Locked("adjustments in share mode", tx -> Uni.createFrom().voidItem())) {
            adjusted = atOnce(() -> adjust(january, "{\"payment_type\": \"Slipped in\", \"amount\": 5000}")
                    .extract()
                    .statusCode());
            locked.await("insert into adjustments", 1);
            authorised = atOnce(() -> finance.at(AFTER_DEADLINE)
                    .header("If-Match", seen)
                    .put(PATH + january + "/paid")
                    .statusCode());
            locked.await("select s.id", 1);
        }

        assertThat(adjusted.join()).isEqualTo(201);
        assertThat(authorised.join()).isEqualTo(412);
    }

    @Test
    void adjustmentHonoursIfMatch() {
        String seen = finance.tag(PATH + january);
        String credit = "{\"payment_type\": \"Service credit\", \"amount\": -12.50}";
        String key = UUID.randomUUID().toString();
        Supplier<ValidatableResponse> adjusts = () -> finance.request()
                .header("If-Match", seen)
                .header("Idempotency-Key", key)
                .body(credit)
                .post(PATH + january + "/adjustments")
                .then();

        String added = adjusts.get().statusCode(201).extract().path("id");
        // The same request again adds nothing.
        adjusts.get().statusCode(201).body("id", equalTo(added));
        finance.request()
                .header("If-Match", seen)
                .body(credit)
                .post(PATH + january + "/adjustments")
                .then()
                .statusCode(412);
        finance.request()
                .header("If-Match", seen)
                .delete(PATH + january + "/adjustments/" + added)
                .then()
                .statusCode(412);
        finance.statement(january).body("adjustments.id", contains(added)).body("history.seen_total", contains(34.8f));
        finance.withEtagOf(PATH + january)
                .delete(PATH + january + "/adjustments/" + added)
                .then()
                .statusCode(200);
    }

    /** Earlier payments fill the bands first. */
    @Test
    void statementsArePaidInOrder() {
        Declared early = finance.declare(Role.ECT, STARTED, IN_TIME, false);
        finance.declare(Role.ECT, STARTED, "2031-02-01T10:00:00Z", false);
        awaitStates(january, "eligible");
        awaitStates(april, "eligible");
        String inApril = "2031-04-02T09:00:00Z";
        finance.turns(april, "payable", inApril).statusCode(200);

        finance.turns(april, "paid", inApril)
                .statusCode(422)
                .body("errors.field", contains("status"))
                .body("errors[0].detail", containsString("2031-01 (" + january + ")"));
        finance.statement(april).body("status", equalTo("payable"));

        finance.turns(january, "payable", inApril).statusCode(200);
        finance.turns(april, "paid", inApril).statusCode(422);
        // A statement with nothing to settle can't be paid, and does not block later ones.
        finance.voidIt(early, "2031-04-02T08:00:00Z");
        awaitStates(january, "voided");
        finance.turns(april, "paid", inApril).statusCode(200);
    }

    @Test
    void laterStatementIsPaidAfterTheEarlierOne() {
        finance.declare(Role.ECT, STARTED, IN_TIME, false);
        finance.declare(Role.ECT, STARTED, "2031-02-01T10:00:00Z", false);
        awaitStates(january, "eligible");
        awaitStates(april, "eligible");
        String inApril = "2031-04-02T09:00:00Z";

        for (UUID statement : List.of(january, april)) {
            finance.turns(statement, "payable", inApril).statusCode(200);
            finance.turns(statement, "paid", inApril).statusCode(200);
        }

        awaitStates(january, "paid");
        awaitStates(april, "paid");
    }

    /** Submitted before the deadline, but received when the statement is payable already. */
    @Test
    void lateDeclarationIsPaidByThePayableStatement() {
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200);

        finance.declare(Role.ECT, STARTED, IN_TIME, false);

        awaitStates(january, "payable");
        // 1,000.00 x 0.6 x 0.2, with 29.00 and VAT
        awaitPublished(january, "178.80");
        assertThat(finance.topics.messages(STATEMENTS, january.toString()).getLast())
                .satisfies(message -> {
                    assertThat(message.change()).isInstanceOf(StatementRecalculated.class);
                    assertThat(message.snapshot().status()).isEqualTo(StatementStatus.PAYABLE);
                });
        finance.turns(january, "paid", AFTER_DEADLINE).statusCode(200).body("totals.total", equalTo(178.8f));
        awaitStates(january, "paid");
        awaitPublished(january, "178.80");

        finance.declare(Role.ECT, STARTED, IN_TIME, false);

        awaitStates(april, "eligible");
        finance.statement(january).body("totals.total", equalTo(178.8f));
    }

    @Test
    void adjustmentsCountWithVatUntilTheStatementIsPaid() {
        var adjustment = adjust(january, "{\"payment_type\": \"Service credit, agreed\", \"amount\": -12.50}")
                .statusCode(201)
                .body("payment_type", equalTo("Service credit, agreed"))
                .body("amount", equalTo(-12.5f))
                .extract()
                .path("id");

        finance.statement(january)
                .body("adjustments.id", contains(adjustment))
                .body("totals.adjustments", equalTo(-12.5f))
                .body("totals.vat", equalTo(3.3f))
                .body("totals.total", equalTo(19.8f))
                .body("history.action", contains("adjustment-added"))
                .body("history.detail", contains("-12.50 for Service credit, agreed"));
        awaitPublished(january, "19.80");
        assertThat(listedTotal())
                .isEqualByComparingTo(new RecalculatedTotals(finance.topics)
                        .total(
                                contract(),
                                Map.of(
                                        january,
                                        List.of(new Adjustment("Service credit, agreed", new BigDecimal("-12.50"))))));

        var path = PATH + january + "/adjustments/" + adjustment;
        finance.operations().delete(path).then().statusCode(403);
        finance.request()
                .delete(PATH + april + "/adjustments/" + adjustment)
                .then()
                .statusCode(404);
        finance.request().delete(path).then().statusCode(200).body("id", equalTo(adjustment));
        finance.request().delete(path).then().statusCode(404);
        finance.statement(january)
                .body("adjustments", hasSize(0))
                .body("totals.total", equalTo(34.8f))
                .body("history.action", contains("adjustment-added", "adjustment-removed"));
        awaitPublished(january, "34.80");
    }

    /** Amounts are rounded only for display: 2 x 0.005 is a penny. */
    @Test
    void fractionsOfAPennyAddUp() {
        adjust(january, "{\"payment_type\": \"Share\", \"amount\": 0.005}")
                .statusCode(201)
                .body("amount", equalTo(0.005f));
        adjust(january, "{\"payment_type\": \"Share\", \"amount\": 0.005}").statusCode(201);

        finance.statement(january)
                .body("adjustments.amount", contains(0.005f, 0.005f))
                .body("totals.adjustments", equalTo(0.01f))
                .body("totals.total", equalTo(34.81f));
    }

    @Test
    void adjustmentWithTheSameKeyIsAddedOnce() {
        String key = UUID.randomUUID().toString();
        String credit = "{\"payment_type\": \"Service credit\", \"amount\": -12.50}";
        String added =
                adjustUnder(key, january, credit).statusCode(201).extract().path("id");

        adjustUnder(key, january, credit.replace("-12.50", "-12.5"))
                .statusCode(201)
                .body("id", equalTo(added));
        adjustUnder(key, january, credit.replace("-12.50", "-12.51"))
                .statusCode(422)
                .body("errors.field", contains("Idempotency-Key"));
        adjustUnder(key, april, credit).statusCode(422).body("errors.field", contains("Idempotency-Key"));
        adjustUnder("x".repeat(256), january, credit)
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));

        finance.statement(january)
                .body("adjustments.id", contains(added))
                .body("history.action", contains("adjustment-added"));
    }

    @Test
    void concurrentAdjustmentsWithOneKeyToTwoStatementsAddOne() {
        String key = UUID.randomUUID().toString();
        String credit = "{\"payment_type\": \"Service credit\", \"amount\": -12.50}";
        CompletableFuture<ExtractableResponse<Response>> toJanuary;
        CompletableFuture<ExtractableResponse<Response>> toApril;
        // Both look for the key before either adds an adjustment.
        try (var locked =
                new Locked("adjustments in share mode", tx -> Uni.createFrom().voidItem())) {
            toJanuary = atOnce(() -> adjustUnder(key, january, credit).extract());
            toApril = atOnce(() -> adjustUnder(key, april, credit).extract());
            locked.await("insert into adjustments", 2);
        }

        assertThat(List.of(toJanuary.join().statusCode(), toApril.join().statusCode()))
                .containsExactlyInAnyOrder(201, 422);
        var refused = toJanuary.join().statusCode() == 422 ? toJanuary.join() : toApril.join();
        assertThat(refused.<List<String>>path("errors.field")).containsExactly("Idempotency-Key");
    }

    /** The payment is authorised between two reads of the statement. */
    @Test
    void statementPaidDuringAReadIsShownAsPaid() {
        finance.declare(Role.ECT, STARTED, IN_TIME, false);
        awaitPublished(january, "178.80");
        finance.turns(january, "payable", AFTER_DEADLINE).statusCode(200);
        awaitStates(january, "payable");
        await().atMost(SOON).untilAsserted(() -> assertThat(isStale()).isFalse());
        CalculatedStatement due =
                calculate.find(pool, january).await().indefinitely().orElseThrow();
        CompletableFuture<ExtractableResponse<Response>> shown;
        // Reading a statement continues with the bands of its contract.
        try (var locked = new Locked(
                "bands in access exclusive mode",
                tx -> statements.makePaid(
                        tx, due.statement().paid(Instant.parse(AFTER_DEADLINE), Json.write(due.breakdown()))))) {
            shown = atOnce(() -> finance.request().get(PATH + january).then().extract());
            locked.await("select c.id", 1);
        }

        assertThat(shown.join().statusCode()).isEqualTo(200);
        assertThat(shown.join().<String>path("status")).isEqualTo("paid");
        assertThat(shown.join().<Float>path("totals.total")).isEqualTo(178.8f);
    }

    @Test
    void invalidAdjustmentIsRefusedWithAllReasons() {
        adjust(january, "{\"payment_type\": \" \", \"amount\": 0}")
                .statusCode(422)
                .body("errors.field", contains("payment_type", "amount"));
        adjust(january, "{\"payment_type\": \"x\", \"amount\": 1000000.01}")
                .statusCode(422)
                .body("errors.field", contains("amount"));
        adjust(january, "{\"payment_type\": \"x\", \"amount\": \"much\"}")
                .statusCode(400)
                .body("errors.field", contains("amount"));
        adjust(january, "{\"payment_type\": \"x\", \"amount\": 1, \"vat\": 0}")
                .statusCode(400)
                .body("errors.field", contains("vat"));
        adjust(finance.statementId("2030-12"), "{\"payment_type\": \"x\", \"amount\": 1}")
                .statusCode(422)
                .body("errors.field", contains("status"));
        adjust(UUID.randomUUID(), "{\"payment_type\": \"x\", \"amount\": 1}").statusCode(404);
        finance.operations()
                .body("{\"payment_type\": \"x\", \"amount\": 1}")
                .post(PATH + january + "/adjustments")
                .then()
                .statusCode(403);
        finance.statement(january).body("adjustments", hasSize(0)).body("history", hasSize(0));
    }

    @Test
    void serviceFeeStatementsStayOpen() {
        UUID december = finance.statementId("2030-12");
        finance.turns(december, "payable", "2032-01-01T09:00:00Z")
                .statusCode(422)
                .body("errors[0].detail", containsString("service fee only"));
        finance.turns(december, "paid", "2032-01-01T09:00:00Z").statusCode(422);

        // An output statement with nothing to settle is not paid either.
        finance.turns(january, "payable", "2032-01-01T09:00:00Z").statusCode(200);
        finance.turns(january, "paid", "2032-01-01T09:00:00Z")
                .statusCode(422)
                .body("errors[0].detail", containsString("no declaration"));
        finance.statement(january).body("status", equalTo("payable"));
    }

    @Test
    void onlyFinanceCanChangeStatements() {
        finance.operations().get(PATH + january).then().statusCode(200);
        finance.operations().get(PATH + january + "/declarations.csv").then().statusCode(200);
        finance.operations().put(PATH + january + "/payable").then().statusCode(403);
        finance.operations().put(PATH + january + "/paid").then().statusCode(403);
        given().get(PATH + january).then().statusCode(401);
        for (String path : List.of("", "/declarations.csv")) {
            finance.request()
                    .get(PATH + UUID.randomUUID() + path)
                    .then()
                    .statusCode(404)
                    .body("errors.field", contains("id"));
        }
        finance.request().put(PATH + UUID.randomUUID() + "/payable").then().statusCode(404);
        finance.request().put(PATH + UUID.randomUUID() + "/paid").then().statusCode(404);
    }

    @Test
    void statementsAreFilteredAndPaged() {
        String mine = "/api/v1/statements?per_page=5&lead_provider_id=" + finance.leadProvider;

        finance.request()
                .get(mine + "&fee_type=output")
                .then()
                .body("statements.month", contains(11, 1, 4, 8, 11))
                .body("page", equalTo(1))
                .body("per_page", equalTo(5));
        finance.request()
                .get(mine + "&fee_type=output&page=2")
                .then()
                .body("statements.month", contains(1, 4, 8, 11, 1));
        finance.request()
                .get(mine + "&month=1&year=2031&status=open&cohort=" + COHORT)
                .then()
                .body("statements.id", contains(january.toString()));
        finance.request().get(mine + "&status=paid").then().body("statements", hasSize(0));
        for (String wrong : List.of("month=13", "year=31", "status=late", "fee_type=none", "cohort=x", "page=0")) {
            finance.request()
                    .get("/api/v1/statements?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains(wrong.substring(0, wrong.indexOf('='))));
        }
    }

    @Test
    void manyChangesArePublishedOnce() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            declareByTable(5);
            Thread.sleep(50);
        }
        // Four places at the most are paid for: 2 x 120.00 + 2 x 60.00 + 29.00, and VAT.
        awaitPublished(january, "466.80");
        // Any other record would have been published before this one.
        adjust(january, "{\"payment_type\": \"behind\", \"amount\": 1}").statusCode(201);
        awaitPublished(january, "468.00");

        assertThat(changes(january))
                .extracting(change -> change.getClass().getSimpleName())
                .containsExactly("StatementOpened", "StatementRecalculated", "StatementRecalculated");
        // Later statements count these as previous declarations, with unchanged totals.
        assertThat(changes(april)).hasSize(1);
        finance.statement(january)
                .body("breakdown.outputs[0].unallocated.billable", equalTo(46))
                .body("breakdown.outputs[0].bands.line.billable", contains(2, 2));
    }

    @Test
    void statementsBecomePayableAfterTheirDeadline() {
        finance.agree(2021);

        makeDueStatementsPayable.run().await().indefinitely();

        String path = "/api/v1/statements?per_page=200&cohort=2021&lead_provider_id=" + finance.leadProvider;
        // The last one has its deadline on 31 July 2024.
        finance.request()
                .get(path + "&fee_type=output")
                .then()
                .body("statements", hasSize(12))
                .body("statements.status", everyItem(equalTo("payable")));
        finance.request().get(path + "&fee_type=service").then().body("statements.status", everyItem(equalTo("open")));
        UUID one = UUID.fromString(finance.request()
                .get(path + "&fee_type=output")
                .then()
                .extract()
                .path("statements[0].id"));
        finance.statement(one)
                .body("history.action", contains("made-payable"))
                .body("history.done_by", contains("calendar"));
        await().atMost(SOON).untilAsserted(() -> assertThat(finance.topics.messages(STATEMENTS, one.toString()))
                .extracting(Message::change)
                .containsExactly(new StatementOpened(), new StatementMadePayable()));
    }

    private static <T> CompletableFuture<T> atOnce(Supplier<T> request) {
        return CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
    }

    /** Locks a table until closed, so that concurrent requests wait for each other. */
    private final class Locked implements AutoCloseable {

        private final CompletableFuture<Void> release = new CompletableFuture<>();
        private final CompletableFuture<Void> transaction;

        /** @param last runs before the lock is released */
        Locked(String table, Function<SqlConnection, Uni<Void>> last) {
            var locked = new CompletableFuture<Void>();
            transaction = pool.withTransaction(tx -> tx.query("lock table " + table)
                            .execute()
                            .invoke(() -> locked.complete(null))
                            .chain(() -> Uni.createFrom().completionStage(release))
                            .chain(() -> last.apply(tx)))
                    .subscribeAsCompletionStage();
            CompletableFuture.anyOf(locked, transaction).join();
        }

        /** Waits until this number of queries with this beginning wait for the lock. */
        void await(String query, long waiting) {
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(waiting(query))
                    .isEqualTo(waiting));
        }

        private long waiting(String query) {
            return pool.preparedQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock' "
                            + "and datname = current_database() and query like $1 || '%'")
                    .execute(Tuple.of(query))
                    .map(rows -> rows.iterator().next().getLong(0))
                    .await()
                    .indefinitely();
        }

        @Override
        public void close() {
            release.complete(null);
            transaction.join();
        }
    }

    /** Whether the contract is in the recalculation queue. */
    private boolean isStale() {
        return pool.preparedQuery("select exists (select from recalculation_queue where contract_id = $1)")
                .execute(Tuple.of(finance.contractId(COHORT)))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .await()
                .indefinitely();
    }

    private ValidatableResponse adjustUnder(String key, UUID statement, String body) {
        return finance.request()
                .header("Idempotency-Key", key)
                .body(body)
                .post(PATH + statement + "/adjustments")
                .then();
    }

    private ValidatableResponse adjust(UUID statement, String body) {
        return finance.request()
                .body(body)
                .post(PATH + statement + "/adjustments")
                .then();
    }

    private List<StatementChange> changes(UUID statement) {
        return finance.topics.messages(STATEMENTS, statement.toString()).stream()
                .map(Message::change)
                .toList();
    }

    private void awaitPublished(UUID statement, String total) {
        await().atMost(SOON).untilAsserted(() -> {
            Statement published = finance.topics
                    .messages(STATEMENTS, statement.toString())
                    .getLast()
                    .snapshot();
            assertThat(published.totals().total()).isEqualByComparingTo(total);
        });
    }

    private void awaitStates(UUID statement, String... states) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(finance.csv(statement).lines().skip(1))
                        .extracting(line -> line.split(",", -1)[6])
                        .containsExactly(states));
    }

    private BigDecimal listedTotal() {
        JsonPath listed = JsonPath.from(finance.request()
                        .get("/api/v1/statements?per_page=200&lead_provider_id=" + finance.leadProvider)
                        .asString())
                .using(new JsonPathConfig(NumberReturnType.BIG_DECIMAL));
        return listed.getList("statements.totals.total", BigDecimal.class).stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Contract contract() {
        return contracts
                .find(pool, finance.contractId(COHORT))
                .await()
                .indefinitely()
                .orElseThrow();
    }

    /** Like decisions about declarations: eligible, on the statement, with the contract in the recalculation queue. */
    private void declareByTable(int declarations) {
        pool.withTransaction(tx -> tx.preparedQuery("""
                        insert into declaration_payments (declaration_id, participant_id, lead_provider_id, cohort, role,
                            declaration_type, declaration_date, created_at, pupil_premium_uplift, sparsity_uplift, state,
                            statement_id)
                        select gen_random_uuid(), gen_random_uuid(), $1, $2, 'ect', 'started', now(), now(), false,
                            false, 'eligible', $3
                        from generate_series(1, $4)""")
                        .execute(Tuple.of(finance.leadProvider, COHORT, january, declarations))
                        .chain(() -> tx.preparedQuery("""
                                insert into recalculation_queue (contract_id) values ($1)
                                on conflict (contract_id) do update set changed_at = clock_timestamp()""").execute(Tuple.of(finance.contractId(COHORT)))))
                .await()
                .indefinitely();
    }
}
