package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.providerapi.ReferenceTopics.deliveryPartner;
import static uk.gov.education.training.providerapi.ReferenceTopics.participant;
import static uk.gov.education.training.providerapi.ReferenceTopics.partnership;
import static uk.gov.education.training.providerapi.ReferenceTopics.school;
import static uk.gov.education.training.providerapi.ReferenceTopics.schoolLed;
import static uk.gov.education.training.providerapi.ReferenceTopics.trained;
import static uk.gov.education.training.providerapi.ReferenceTopics.urn;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.InductionTutor;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Lead providers look for schools in a cohort. */
@ServiceIT
class SchoolsIT {

    private static final UUID AMBER = UUID.randomUUID();
    private static final UUID BRACKEN = UUID.randomUUID();
    private static final int COHORT = 2031;
    private static final int NEXT_COHORT = 2032;

    @Inject
    Pool pool;

    private final School oakfield = school(urn(), true);
    private final UUID harbour = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private final ReferenceTopics reference = new ReferenceTopics(topics);
    private String amber;
    private String bracken;

    @BeforeEach
    void addOakfield() {
        amber = TestTokens.issue(Scope.LEAD_PROVIDER, AMBER);
        bracken = TestTokens.issue(Scope.LEAD_PROVIDER, BRACKEN);
        reference.publish(AMBER, "Amber Training");
        reference.publish(BRACKEN, "Bracken Training");
        reference.publish(contractPeriod(COHORT));
        reference.publish(contractPeriod(NEXT_COHORT));
        reference.publish(oakfield);
        soon(() -> {
            assertThat(show(amber, oakfield, COHORT).statusCode()).isEqualTo(200);
            assertThat(show(bracken, oakfield, NEXT_COHORT).statusCode()).isEqualTo(200);
        });
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }

    private static Response get(String token, String path) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/api/v3/schools" + path.replace("[", "%5B").replace("]", "%5D"));
    }

    private static Response show(String token, School school, int cohort) {
        return get(token, "/" + school.id() + "?filter[cohort]=" + cohort);
    }

    private Map<String, Object> seen(String token, int cohort) {
        Response response = show(token, oakfield, cohort);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.jsonPath().getMap("data.attributes");
    }

    private static List<String> listed(String token, String query) {
        return get(token, query).jsonPath().getList("data.id");
    }

    private Instant updatedAt(UUID leadProvider, int cohort) {
        return pool.query("select updated_at from provider_documents where kind = 'school' and subject = '"
                        + oakfield.id() + "' and lead_provider_id = '" + leadProvider + "' and 'cohort:" + cohort
                        + "' = any(historic_tags)")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private Partnership partnershipOf(UUID leadProvider, int cohort) {
        Partnership partnership = partnership(leadProvider, oakfield, cohort, harbour);
        reference.publish(partnership);
        return partnership;
    }

    @Test
    void schoolIsShownWithEveryAttributeInOrder() {
        assertThat(show(amber, oakfield, COHORT).asString())
                .startsWith(
                        "{\"data\":{\"id\":\"" + oakfield.id() + "\",\"type\":\"school\",\"attributes\":{\"name\":\""
                                + oakfield.name() + "\",\"urn\":\"" + oakfield.urn() + "\",\"cohort\":\"" + COHORT
                                + "\",\"in_partnership\":false,\"induction_programme_choice\":\"not_yet_known\","
                                + "\"expression_of_interest\":false,\"induction_tutor_name\":null,"
                                + "\"induction_tutor_email\":null,\"created_at\":\"2024-11-02T10:00:00Z\",\"updated_at\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?filter[urn]=100000", "?sort=created_at"})
    void cohortMustBeGiven(String query) {
        for (String path : List.of("", "/" + oakfield.id(), "/no-id")) {
            Response refused = get(amber, path + query);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.asString())
                    .isEqualTo("{\"errors\":[{\"title\":\"Bad parameter\",\"detail\":"
                            + "\"The filter '#/cohort' must be included in your request\"}]}");
        }
        assertThat(given().get("/api/v3/schools").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1999", "soon", "99999999999"})
    void cohortThatIsNoneHasNoSchools(String cohort) {
        assertThat(listed(amber, "?filter[cohort]=" + cohort)).isEmpty();
        assertThat(get(amber, "/" + oakfield.id() + "?filter[cohort]=" + cohort).statusCode())
                .isEqualTo(404);
    }

    @Test
    void firstOfSeveralCohortsCounts() {
        assertThat(get(amber, "/" + oakfield.id() + "?filter[cohort]=" + NEXT_COHORT + "," + COHORT)
                        .jsonPath()
                        .getString("data.attributes.cohort"))
                .isEqualTo(String.valueOf(NEXT_COHORT));
    }

    @Test
    void schoolIsFoundByItsUrn() {
        String cohort = "?filter[cohort]=" + COHORT + "&filter[urn]=";

        assertThat(listed(amber, cohort + oakfield.urn()))
                .containsExactly(oakfield.id().toString());
        assertThat(listed(amber, cohort + oakfield.urn() + ",invalid"))
                .containsExactly(oakfield.id().toString());
        assertThat(listed(amber, cohort + "1")).isEmpty();
        assertThat(listed(amber, cohort + "invalid")).isEmpty();
        assertThat(listed(amber, cohort + "&page[per_page]=3000"))
                .contains(oakfield.id().toString());
    }

    @Test
    void schoolsThatAreUnknownAreNotFound() {
        assertThat(get(amber, "/" + UUID.randomUUID() + "?filter[cohort]=" + COHORT)
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(amber, "/oakfield?filter[cohort]=" + COHORT).statusCode())
                .isEqualTo(404);
        assertThat(get(amber, "?filter=" + COHORT).statusCode()).isEqualTo(400);
    }

    @Test
    void partnershipOfAnyProviderMovesItsCohortForEveryone() {
        Instant before = updatedAt(AMBER, COHORT);
        Instant otherCohort = updatedAt(AMBER, NEXT_COHORT);

        partnershipOf(BRACKEN, COHORT);

        soon(() -> assertThat(seen(amber, COHORT)).containsEntry("in_partnership", true));
        assertThat(seen(amber, COHORT)).containsEntry("expression_of_interest", false);
        assertThat(seen(bracken, COHORT)).containsEntry("in_partnership", true);
        assertThat(seen(amber, NEXT_COHORT)).containsEntry("in_partnership", false);
        assertThat(updatedAt(AMBER, COHORT)).isAfter(before);
        assertThat(updatedAt(AMBER, NEXT_COHORT)).isEqualTo(otherCohort);
    }

    @Test
    void trainingShowsInterestAndTheInductionTutorToItsProviderOnly() {
        School withTutor = oakfield.withInductionTutor(new InductionTutor("Morag Ellery", "morag@example.org"));
        reference.publish(withTutor);
        Instant others = updatedAt(BRACKEN, NEXT_COHORT);

        reference.publish(trained(participant(oakfield.urn(), Role.ECT), AMBER, COHORT, null, "2031-09-01", null));

        soon(() -> assertThat(seen(amber, COHORT))
                .containsEntry("expression_of_interest", true)
                .containsEntry("induction_tutor_name", "Morag Ellery")
                .containsEntry("induction_tutor_email", "morag@example.org")
                .containsEntry("induction_programme_choice", "provider_led"));
        assertThat(seen(bracken, COHORT))
                .containsEntry("expression_of_interest", false)
                .containsEntry("induction_tutor_name", null)
                .containsEntry("induction_programme_choice", "provider_led");
        assertThat(seen(amber, NEXT_COHORT)).containsEntry("induction_programme_choice", "not_yet_known");
        assertThat(updatedAt(BRACKEN, NEXT_COHORT)).isEqualTo(others);
    }

    @Test
    void trainingThatIsRemovedTakesItsChoiceWithIt() {
        Participant schoolLed = schoolLed(participant(oakfield.urn(), Role.ECT), "2031-09-01");
        reference.publish(schoolLed);
        soon(() -> assertThat(seen(amber, COHORT)).containsEntry("induction_programme_choice", "school_led"));

        reference.publish(schoolLed.withTrainings(List.of()));

        soon(() -> assertThat(seen(amber, COHORT)).containsEntry("induction_programme_choice", "not_yet_known"));
    }

    @Test
    void ineligibleSchoolIsListedOnlyWhereItHasAPartnership() {
        reference.publish(oakfield.withEligible(false));
        soon(() -> assertThat(show(amber, oakfield, COHORT).statusCode()).isEqualTo(404));
        assertThat(listed(amber, "?filter[cohort]=" + COHORT + "&filter[urn]=" + oakfield.urn()))
                .isEmpty();

        Partnership partnership = partnershipOf(BRACKEN, NEXT_COHORT);

        soon(() -> assertThat(show(amber, oakfield, NEXT_COHORT).statusCode()).isEqualTo(200));
        assertThat(show(amber, oakfield, COHORT).statusCode()).isEqualTo(404);

        reference.remove(Topics.PARTNERSHIPS, partnership.id());

        soon(() -> assertThat(show(amber, oakfield, NEXT_COHORT).statusCode()).isEqualTo(404));
    }

    @Test
    void listIsInTheWantedOrderAndPaged() {
        School later = school(urn(), true).withCreatedAt(ReferenceTopics.ADDED_AT.plusSeconds(60));
        reference.publish(later);
        soon(() -> assertThat(show(amber, later, COHORT).statusCode()).isEqualTo(200));
        List<String> both = List.of(oakfield.id().toString(), later.id().toString());
        String all = "?filter[cohort]=" + COHORT + "&page[per_page]=3000&sort=";

        assertThat(listed(amber, all)).containsSubsequence(both);
        assertThat(listed(amber, all + "-created_at")).containsSubsequence(both.reversed());
        assertThat(listed(amber, all + "-updated_at")).startsWith(both.getLast());
        assertThat(listed(amber, "?filter[cohort]=" + COHORT + "&page[per_page]=1&page[page]=2"))
                .hasSize(1);
        assertThat(listed(amber, "?filter[cohort]=" + COHORT + "&page[per_page]=3000&page[page]=2"))
                .isEmpty();
    }

    @Test
    void changesSinceATimeAreListed() {
        Instant since = updatedAt(AMBER, COHORT).plusNanos(1_000);
        String changes = "?filter[cohort]=" + COHORT + "&filter[updated_since]=" + since;

        assertThat(listed(amber, changes)).doesNotContain(oakfield.id().toString());
        reference.publish(oakfield.withName("Oakfield Academy"));

        soon(() -> assertThat(listed(amber, changes)).contains(oakfield.id().toString()));
        assertThat(seen(amber, COHORT)).containsEntry("name", "Oakfield Academy");
        assertThat(get(amber, "?filter[cohort]=" + COHORT + "&filter[updated_since]=2031-01-01")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void unchangedSchoolIsNotSentAgain() {
        String tag = show(amber, oakfield, COHORT).header("ETag");

        given().auth()
                .oauth2(amber)
                .header("If-None-Match", tag)
                .queryParam("filter[cohort]", COHORT)
                .get("/api/v3/schools/{id}", oakfield.id())
                .then()
                .statusCode(304);
    }

    @Test
    void schoolIsTheSameOnEveryDay() {
        given().auth()
                .oauth2(amber)
                .header("X-With-Server-Date", "2035-01-01T09:00:00Z")
                .queryParam("filter[cohort]", COHORT)
                .get("/api/v3/schools/{id}", oakfield.id())
                .then()
                .statusCode(200)
                .body(equalTo(show(amber, oakfield, COHORT).asString()));
    }

    @Test
    void duplicateEventMovesNoTime() {
        Instant before = updatedAt(AMBER, COHORT);

        reference.publish(oakfield);
        reference.publish(oakfield.withName("Renamed"));
        soon(() -> assertThat(seen(amber, COHORT)).containsEntry("name", "Renamed"));
        Instant renamed = updatedAt(AMBER, COHORT);
        reference.publish(oakfield.withName("Renamed").withType("Academy converter"));
        reference.publish(deliveryPartner("Harbour " + harbour).withId(harbour));
        partnershipOf(BRACKEN, NEXT_COHORT);
        soon(() -> assertThat(seen(amber, NEXT_COHORT)).containsEntry("in_partnership", true));

        assertThat(renamed).isAfter(before);
        assertThat(updatedAt(AMBER, COHORT)).isEqualTo(renamed);
    }

    @ParameterizedTest
    @CsvSource({"office@example.org, head@example.org, office@example.org", ", head@example.org, head@example.org"})
    void publicAddressIsShownWithoutAnInductionTutor(String primary, String secondary, String shown) {
        reference.publish(oakfield.withPrimaryContactEmail(primary).withSecondaryContactEmail(secondary));
        reference.publish(trained(participant(oakfield.urn(), Role.MENTOR), AMBER, COHORT, null, "2031-09-01", null));

        soon(() -> assertThat(seen(amber, COHORT))
                .containsEntry("induction_tutor_name", null)
                .containsEntry("induction_tutor_email", shown));
    }
}
