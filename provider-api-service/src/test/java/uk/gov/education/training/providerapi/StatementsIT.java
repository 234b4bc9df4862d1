package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.events.StatementChange;
import uk.gov.education.training.events.StatementChange.StatementMadePayable;
import uk.gov.education.training.events.StatementChange.StatementOpened;
import uk.gov.education.training.events.StatementChange.StatementPaid;
import uk.gov.education.training.events.StatementChange.StatementRecalculated;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** A lead provider reads its statements as DfE creates and pays them. */
@ServiceIT
class StatementsIT {

    private static final Instant CREATED_AT = Instant.parse("2025-06-02T07:00:00.999Z");

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    private final UUID november = UUID.randomUUID();
    private final UUID august = UUID.randomUUID();
    private final UUID of2024 = UUID.randomUUID();
    private final UUID serviceFee = UUID.randomUUID();
    private final UUID brackens = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;

    @BeforeEach
    void publishStatements() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        openStatement(november, amber, 2025, 11, FeeType.OUTPUT, "2025-11-25");
        openStatement(august, amber, 2025, 8, FeeType.OUTPUT, "2025-08-25");
        openStatement(of2024, amber, 2024, 9, FeeType.OUTPUT, "2025-09-25");
        openStatement(serviceFee, amber, 2025, 10, FeeType.SERVICE, "2025-10-25");
        openStatement(brackens, bracken, 2025, 11, FeeType.OUTPUT, "2025-11-25");
        await().atMost(SOON).until(() -> storedStatements() == 5);
    }

    private void openStatement(UUID id, UUID provider, int cohort, int month, FeeType feeType, String paymentDate) {
        publish(
                1,
                new StatementOpened(),
                statement(id, provider, cohort, month, feeType, paymentDate, StatementStatus.OPEN, null, ZERO));
    }

    private void novemberIs(
            long version, StatementChange change, StatementStatus status, @Nullable Instant paidAt, String total) {
        publish(
                version,
                change,
                statement(
                        november,
                        amber,
                        2025,
                        11,
                        FeeType.OUTPUT,
                        "2025-11-25",
                        status,
                        paidAt,
                        new BigDecimal(total)));
    }

    private void publish(long version, StatementChange change, Statement statement) {
        topics.publish(
                Topics.STATEMENTS, statement.id().toString(), new Message<>(version, CREATED_AT, change, statement));
    }

    private static Statement statement(
            UUID id,
            UUID provider,
            int cohort,
            int month,
            FeeType feeType,
            String paymentDate,
            StatementStatus status,
            @Nullable Instant paidAt,
            BigDecimal total) {
        LocalDate payment = LocalDate.parse(paymentDate);
        return new Statement(
                id,
                provider,
                cohort,
                month,
                2025,
                feeType,
                status,
                payment.minusDays(25),
                payment,
                paidAt,
                CREATED_AT,
                new Totals(total, ZERO, ZERO, ZERO, ZERO, ZERO, total));
    }

    private int storedStatements() {
        return pool.preparedQuery("select 1 from facts where topic = 'statements' and key = any($1)")
                .execute(Tuple.of(List.of(november, august, of2024, serviceFee, brackens).stream()
                        .map(UUID::toString)
                        .toArray(String[]::new)))
                .await()
                .atMost(SOON)
                .size();
    }

    private long storedVersion(UUID id) {
        return pool.preparedQuery("select version from facts where topic = 'statements' and key = $1")
                .execute(Tuple.of(id.toString()))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }

    /** Reads updated_at to the microsecond; the API shows whole seconds. */
    private OffsetDateTime updatedAt(UUID id) {
        return pool.preparedQuery("select updated_at from provider_documents where id = $1 and kind = 'statement'")
                .execute(Tuple.of(id))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getOffsetDateTime(0);
    }

    private Response get(String path) {
        return given().auth().oauth2(token).urlEncodingEnabled(false).get("/api/v3/statements" + path);
    }

    private List<UUID> listed(String query) {
        return get(query).jsonPath().<String>getList("data.id").stream()
                .map(UUID::fromString)
                .toList();
    }

    @Test
    void statementIsShownWithItsMonthByName() {
        JsonPath shown = get("/" + november).jsonPath();

        assertThat(shown.getString("data.type")).isEqualTo("statement");
        Map<String, Object> attributes = shown.getMap("data.attributes");
        assertThat(attributes)
                .containsEntry("month", "November")
                .containsEntry("year", "2025")
                .containsEntry("cohort", "2025")
                .containsEntry("cut_off_date", "2025-10-31")
                .containsEntry("payment_date", "2025-11-25")
                .containsEntry("paid", false)
                .containsEntry("created_at", "2025-06-02T07:00:00Z")
                .containsKey("updated_at")
                .hasSize(8);
    }

    @Test
    void onlyOwnOutputStatementsAreListedByPaymentDate() {
        assertThat(listed("")).containsExactly(august, of2024, november);
        assertThat(listed("?sort=-created_at")).containsExactly(august, of2024, november);
        assertThat(listed("?page%5Bper_page%5D=2&page%5Bpage%5D=2")).containsExactly(november);
        assertThat(listed("?page%5Bpage%5D=2")).isEmpty();
    }

    @Test
    void statementsOfServiceFeesAndOfOtherProvidersAreNotFound() {
        assertThat(List.of(serviceFee, brackens, UUID.randomUUID()))
                .allSatisfy(id -> assertThat(get("/" + id).statusCode()).isEqualTo(404));
        assertThat(get("/november").statusCode()).isEqualTo(404);
        assertThat(get("/" + november).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "filter[cohort]=2025, 2",
        "filter[cohort]=2024, 1",
        "'filter[cohort]=2024,2025', 3",
        "'filter[cohort]=2023,soon', 0",
        "filter[cohort]=, 3",
        "filter[cohort]=soon, 0",
        "filter[updated_since]=2020-01-01T00:00:00Z, 3",
        "filter[updated_since]=2999-01-01T00:00:00Z, 0",
        "filter[participant_id]=nobody, 3",
    })
    void filtersFindStatements(String query, int found) {
        assertThat(listed("?" + query.replace("[", "%5B").replace("]", "%5D"))).hasSize(found);
    }

    @Test
    void invalidQueriesAreRefused() {
        assertThat(get("?filter=x").statusCode()).isEqualTo(400);
        assertThat(get("?page%5Bpage%5D=0").statusCode()).isEqualTo(400);
        assertThat(get("?filter%5Bupdated_since%5D=2025-01-28").statusCode()).isEqualTo(400);
    }

    @Test
    void updatedAtMovesOnlyOnceTheStatementIsPaid() {
        OffsetDateTime opened = updatedAt(november);

        novemberIs(2, new StatementRecalculated(ZERO, new BigDecimal("120.50")), StatementStatus.OPEN, null, "120.50");
        novemberIs(3, new StatementMadePayable(), StatementStatus.PAYABLE, null, "120.50");
        await().atMost(SOON).until(() -> storedVersion(november) == 3);
        assertThat(updatedAt(november)).isEqualTo(opened);
        assertThat(get("/" + november).jsonPath().getBoolean("data.attributes.paid"))
                .isFalse();

        Instant paidAt = Instant.parse("2025-11-20T09:00:00Z");
        novemberIs(4, new StatementPaid(new BigDecimal("120.50")), StatementStatus.PAID, paidAt, "120.50");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("/" + november).jsonPath().getBoolean("data.attributes.paid"))
                        .isTrue());
        assertThat(updatedAt(november)).isAfter(opened);
        // The newest change comes first, so that a paging client misses none.
        assertThat(listed("?filter%5Bupdated_since%5D=2020-01-01T00:00:00Z")).startsWith(november);
        assertThat(listed("")).containsExactly(august, of2024, november);
    }

    @Test
    void staleAndDuplicateEventsChangeNothing() {
        Instant paidAt = Instant.parse("2025-11-20T09:00:00Z");
        novemberIs(3, new StatementPaid(ZERO), StatementStatus.PAID, paidAt, "0");
        await().atMost(SOON).until(() -> get("/" + november).jsonPath().getBoolean("data.attributes.paid"));
        OffsetDateTime paid = updatedAt(november);

        novemberIs(2, new StatementMadePayable(), StatementStatus.PAYABLE, null, "0");
        novemberIs(3, new StatementPaid(ZERO), StatementStatus.PAID, paidAt, "0");
        // After them, on the same partition.
        novemberIs(4, new StatementRecalculated(ZERO, BigDecimal.ONE), StatementStatus.PAID, paidAt, "1");
        await().atMost(SOON).until(() -> storedVersion(november) == 4);

        assertThat(updatedAt(november)).isEqualTo(paid);
        assertThat(get("/" + november).jsonPath().getBoolean("data.attributes.paid"))
                .isTrue();
    }

    @Test
    void statementIsTheSameAsOfAnyDay() {
        assertThat(given().auth()
                        .oauth2(token)
                        .header("X-With-Server-Date", "2025-01-01T09:00:00Z")
                        .get("/api/v3/statements/{id}", november)
                        .asString())
                .isEqualTo(get("/" + november).asString());
    }

    @Test
    void tokenIsNeeded() {
        given().get("/api/v3/statements").then().statusCode(401);
    }
}
