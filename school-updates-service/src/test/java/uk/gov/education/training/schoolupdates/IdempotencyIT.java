package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.ect;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.newTrn;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.TestTokens;

/** A request that is sent again with its Idempotency-Key runs once and gets the first response. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class IdempotencyIT {

    private static final String ECTS = "/api/v1/schools/" + SCHOOL + "/ects";

    @Inject
    SchoolUpdates service;

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private RequestSpecification keyed() {
        return service.school().request().header("Idempotency-Key", key);
    }

    private Response rename(RequestSpecification request, String id, String name) {
        return request.body(Map.of("full_name", name))
                .put("/api/v1/schools/" + SCHOOL + "/participants/" + id + "/name");
    }

    @Test
    void sameRequestRunsOnceAndGetsTheFirstResponse() {
        Map<String, Object> ect = ect(newTrn());

        Response first = keyed().body(ect).post(ECTS);
        Response again = keyed().body(ect).post(ECTS);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(service.events(first.path("id"))).hasSize(1);
    }

    @Test
    void firstResponseIsReturnedEvenAfterOtherChanges() {
        String id = service.newEct();
        String first = rename(keyed(), id, "Ada King").asString();
        rename(service.school().request(), id, "Ada Byron").then().statusCode(200);

        Response again = rename(keyed(), id, "Ada King");

        assertThat(again.asString()).isEqualTo(first);
        assertThat(service.lastEvent(id).snapshot().fullName()).isEqualTo("Ada Byron");
    }

    @Test
    void equalBodiesAreTheSameRequestHoweverWritten() {
        String id = service.newEct();
        rename(keyed(), id, "Ada King").then().statusCode(200);

        keyed().body("{ \"full_name\" :  \"Ada King\", \"unknown\": 1 }")
                .put("/api/v1/schools/" + SCHOOL + "/participants/" + id + "/name")
                .then()
                .statusCode(200)
                .body("full_name", equalTo("Ada King"));
        assertThat(service.events(id)).hasSize(2);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        String id = service.newEct();
        rename(keyed(), id, "Ada King").then().statusCode(200);

        rename(keyed(), id, "Ada Byron")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", contains("Idempotency-Key"));
        keyed().body(Map.of("email", "ada.king@school.example"))
                .put("/api/v1/schools/" + SCHOOL + "/participants/" + id + "/email")
                .then()
                .statusCode(422);
        assertThat(service.events(id)).hasSize(2);
    }

    @Test
    void eachTokenHasItsOwnKeys() {
        String id = service.newEct();
        rename(keyed(), id, "Ada King").then().statusCode(200);
        Caller other = new Caller(
                TestTokens.issue(databaseMigration.ready(), pool, Scope.SCHOOL), "/api/v1/schools/", SchoolUpdates.NOW);

        rename(other.request().header("Idempotency-Key", key), id, "Ada Byron")
                .then()
                .statusCode(200);
    }

    @Test
    void refusedRequestRunsAgain() {
        String id = service.newEct();
        rename(keyed(), id, "Ada Lovelace").then().statusCode(422);
        rename(service.school().request(), id, "Ada King").then().statusCode(200);

        rename(keyed(), id, "Ada Lovelace").then().statusCode(200);
    }

    @Test
    void concurrentDuplicatesRunOnce() throws InterruptedException, ExecutionException {
        Map<String, Object> ect = ect(newTrn());
        List<Callable<Response>> twins = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            twins.add(() -> keyed().body(ect).post(ECTS));
        }

        List<String> responses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(twins.size())) {
            for (Future<Response> twin : threads.invokeAll(twins)) {
                assertThat(twin.get().statusCode()).isEqualTo(201);
                responses.add(twin.get().asString());
            }
        }

        assertThat(responses).hasSize(8).containsOnly(responses.getFirst());
    }

    @Test
    void deletionCanBeSentAgain() {
        String id = service.newEct();
        RequestSpecification first = service.support().request().header("Idempotency-Key", key);
        RequestSpecification again = service.support().request().header("Idempotency-Key", key);

        first.delete("/api/v1/participants/" + id).then().statusCode(204);
        again.delete("/api/v1/participants/" + id).then().statusCode(204);
    }

    @Test
    void responsesAboutADeletedParticipantAreDeleted() {
        Response registered = keyed().body(ect(newTrn())).post(ECTS);
        String id = registered.path("id");
        String storedResponse = "select 1 from idempotency_keys where answer like '%" + id + "%'";
        assertThat(service.sql(storedResponse)).hasSize(1);

        service.support().delete("participants/" + id).statusCode(204);

        assertThat(service.sql(storedResponse)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "käse", "a\tb"})
    void invalidKeyIsABadRequest(String malformed) {
        Response response =
                rename(service.school().request().header("Idempotency-Key", malformed), service.newEct(), "Ada King");

        response.then().statusCode(400).body("errors.field", contains("Idempotency-Key"));
    }

    @Test
    void keyThatIsTooLongIsABadRequest() {
        rename(service.school().request().header("Idempotency-Key", "k".repeat(256)), service.newEct(), "Ada King")
                .then()
                .statusCode(400);
    }

    @Test
    void tokenForSomeSchoolsIsRefusedForOthers() {
        Caller limited = new Caller(
                TestTokens.issueForSchools(databaseMigration.ready(), pool, SchoolUpdates.OTHER_SCHOOL),
                "/api/v1/schools/",
                SchoolUpdates.NOW);
        String id = service.newEct();

        service.refused(403, () -> limited.post(SCHOOL + "/ects", ect(newTrn())), "urn");
        service.refused(
                403, () -> limited.put(SCHOOL + "/participants/" + id + "/name", Map.of("full_name", "X")), "urn");
        limited.get(SCHOOL + "/participants/" + id).statusCode(403);
        limited.post(SchoolUpdates.OTHER_SCHOOL + "/ects", ect(newTrn())).statusCode(201);
    }
}
