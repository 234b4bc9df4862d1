package uk.gov.education.training.schoolupdates;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.web.Scope;

/** The access checks and validation that every call has. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class EveryCallIT {

    private static final String PARTICIPANT = "schools/{urn}/participants/{id}";

    /** @param required the required fields */
    record Call(String method, String path, String scope, List<String> required) {

        String path(String urn, String id) {
            return path.replace("{urn}", urn).replace("{id}", id);
        }

        boolean isAbout(String resource) {
            return path.contains(resource);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final List<Call> COMMANDS = List.of(
            command(
                    "POST",
                    "schools/{urn}/ects",
                    Scope.SCHOOL,
                    "trn",
                    "full_name",
                    "email",
                    "started_on",
                    "working_pattern",
                    "training_programme"),
            command("POST", "schools/{urn}/mentors", Scope.SCHOOL, "trn", "full_name", "email", "started_on"),
            command("PUT", PARTICIPANT + "/name", Scope.SCHOOL, "full_name"),
            command("PUT", PARTICIPANT + "/email", Scope.SCHOOL, "email"),
            command("PUT", PARTICIPANT + "/leaving", Scope.SCHOOL, "leaving_on"),
            command("PUT", PARTICIPANT + "/mentor", Scope.SCHOOL, "mentor_id"),
            command("PUT", PARTICIPANT + "/training-programme", Scope.SCHOOL, "training_programme"),
            command("PUT", PARTICIPANT + "/lead-provider", Scope.SCHOOL, "lead_provider_id"),
            command("PUT", PARTICIPANT + "/working-pattern", Scope.SCHOOL, "working_pattern"),
            command("POST", "participants/{id}/induction-periods", Scope.APPROPRIATE_BODY, "started_on"),
            command(
                    "PUT",
                    "participants/{id}/induction-periods/" + UNKNOWN_ID,
                    Scope.APPROPRIATE_BODY,
                    "finished_on",
                    "number_of_terms"),
            command(
                    "POST",
                    "partnerships",
                    Scope.SUPPORT,
                    "lead_provider_id",
                    "school_urn",
                    "delivery_partner_id",
                    "cohort"),
            command("PUT", "partnerships/{id}", Scope.SUPPORT, "delivery_partner_id"),
            command(
                    "POST",
                    "lead-providers/" + LEAD_PROVIDER + "/partnerships",
                    Scope.SERVICE,
                    "cohort",
                    "school_id",
                    "delivery_partner_id"),
            command(
                    "PUT",
                    "lead-providers/" + LEAD_PROVIDER + "/partnerships/{id}",
                    Scope.SERVICE,
                    "delivery_partner_id"),
            command("POST", "participants/{id}/merge", Scope.SUPPORT, "into"),
            command("PUT", "participants/{id}/trn", Scope.SUPPORT, "trn"));

    private static final List<Call> WITHOUT_BODY = List.of(
            command("DELETE", "participants/{id}", Scope.SUPPORT),
            command("GET", "schools/{urn}/participants", Scope.SCHOOL),
            command("GET", PARTICIPANT, Scope.SCHOOL),
            command("GET", "participants/{id}/induction-periods", Scope.APPROPRIATE_BODY),
            command("GET", "partnerships", Scope.SUPPORT));

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private static Call command(String method, String path, String scope, String... required) {
        return new Call(method, path, scope, List.of(required));
    }

    static Stream<Call> every() {
        return Stream.concat(COMMANDS.stream(), WITHOUT_BODY.stream());
    }

    static Stream<Arguments> everyOtherScope() {
        return every().flatMap(call -> Stream.of(Scope.SCHOOL, Scope.SUPPORT, Scope.APPROPRIATE_BODY, Scope.SERVICE)
                .filter(scope -> !scope.equals(call.scope()))
                .map(scope -> Arguments.of(call, scope)));
    }

    static Stream<Call> commands() {
        return COMMANDS.stream();
    }

    static Stream<Call> aboutSomeone() {
        return every().filter(call -> call.isAbout("{id}"));
    }

    static Stream<Call> atASchool() {
        return every().filter(call -> call.isAbout("{urn}"));
    }

    static Stream<Call> aboutSomeoneAtASchool() {
        return atASchool().filter(call -> call.isAbout("{id}"));
    }

    /** Lists all calls except the one about an unknown induction period. */
    static Stream<Call> aboutWhatIsThere() {
        return commands().filter(call -> !call.isAbout(UNKNOWN_ID.toString()));
    }

    static Stream<Arguments> everyField() {
        return COMMANDS.stream().flatMap(call -> call.required().stream().map(field -> Arguments.of(call, field)));
    }

    private ValidatableResponse send(Call call, Caller caller, String path, Object body) {
        var request = caller.request();
        if (body != null) {
            request.body(body);
        }
        return request.request(call.method(), "/api/v1/" + path).then();
    }

    /** Sends a valid request with the required scope about an ECT at the school. */
    private ValidatableResponse send(Call call, String id, Object body) {
        return send(call, service.caller(call.scope()), call.path(SCHOOL, id), body);
    }

    /** Returns an id for the path of the call. */
    private String someone(Call call) {
        return call.isAbout("partnerships/{id}")
                ? service.confirmed(SchoolUpdates.partnership(
                        service.newSchool(), SchoolUpdates.LEAD_PROVIDER, SchoolUpdates.DELIVERY_PARTNER))
                : service.newEct();
    }

    @ParameterizedTest
    @MethodSource("every")
    void callerWithoutTokenIsUnauthorized(Call call) {
        String id = someone(call);

        service.refused(401, () -> send(call, service.unknownCaller(), call.path(SCHOOL, id), "{}"), "Authorization");
    }

    @ParameterizedTest
    @MethodSource("everyOtherScope")
    void callerOfAnotherScopeIsForbidden(Call call, String scope) {
        String id = someone(call);

        service.refused(403, () -> send(call, service.caller(scope), call.path(SCHOOL, id), "{}"), "Authorization");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void malformedJsonIsABadRequest(Call call) {
        String id = someone(call);

        service.refused(400, () -> send(call, id, "{\"into\": "), "body");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void missingBodyIsABadRequest(Call call) {
        String id = someone(call);

        service.refused(400, () -> send(call, id, null), "body");
    }

    @ParameterizedTest
    @MethodSource("aboutWhatIsThere")
    void allMissingFieldsAreReportedTogether(Call call) {
        String id = someone(call);

        service.refused(422, () -> send(call, id, "{}"), call.required().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("everyField")
    void valueOfTheWrongKindIsNamed(Call call, String field) {
        String id = someone(call);

        service.refused(400, () -> send(call, id, Map.of(field, Map.of())), field);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void invalidDateTimeIsNamed(Call call) {
        String id = someone(call);
        Caller lost = new Caller(service.caller(call.scope()).token(), "/api/v1/", "yesterday");

        service.refused(400, () -> send(call, lost, call.path(SCHOOL, id), "{}"), "X-With-Server-Date");
    }

    @ParameterizedTest
    @MethodSource("aboutSomeone")
    void unknownIdIsNotFound(Call call) {
        Map<String, Object> into = Map.of("into", service.newEct());

        service.refused(404, () -> send(call, UNKNOWN_ID.toString(), into), "id");
    }

    @ParameterizedTest
    @MethodSource("aboutSomeone")
    void invalidIdIsNotFound(Call call) {
        send(call, "somebody", "{}").statusCode(404).body("errors.field", containsInAnyOrder("request"));
    }

    @ParameterizedTest
    @MethodSource("atASchool")
    void unknownSchoolIsNotFound(Call call) {
        String id = someone(call);

        send(call, service.caller(call.scope()), call.path("999999", id), "{}").statusCode(404);
    }

    @ParameterizedTest
    @MethodSource("aboutSomeoneAtASchool")
    void participantOfAnotherSchoolIsNotFound(Call call) {
        String id = service.newEct();

        service.refused(
                404,
                () -> send(call, service.caller(call.scope()), call.path(SchoolUpdates.OTHER_SCHOOL, id), "{}"),
                "id");
    }
}
