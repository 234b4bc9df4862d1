package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.providerapi.ReferenceTopics.deliveryPartner;
import static uk.gov.education.training.providerapi.ReferenceTopics.participant;
import static uk.gov.education.training.providerapi.ReferenceTopics.partnership;
import static uk.gov.education.training.providerapi.ReferenceTopics.school;
import static uk.gov.education.training.providerapi.ReferenceTopics.trained;
import static uk.gov.education.training.providerapi.ReferenceTopics.urn;

import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.London;
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

/** A lead provider follows its partnerships with schools. */
@ServiceIT
class PartnershipsIT {

    @Inject
    Pool pool;

    private final LocalDate today = LocalDate.now(London.ZONE);
    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    private final School oakfield = school(urn(), true);
    private final School ashdown = school(urn(), true);
    private final DeliveryPartner harbour = deliveryPartner("Harbour " + UUID.randomUUID());
    private final DeliveryPartner lighthouse = deliveryPartner("Lighthouse " + UUID.randomUUID());
    private final Partnership atOakfield = partnership(amber, oakfield, 2031, harbour.id());
    private final Partnership atAshdown = partnership(amber, ashdown, 2032, lighthouse.id());

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private final ReferenceTopics reference = new ReferenceTopics(topics);
    private String token;

    @BeforeEach
    void confirmPartnerships() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        reference.publish(atOakfield);
        reference.publish(harbour);
        reference.publish(oakfield);
        reference.publish(ashdown);
        reference.publish(lighthouse);
        reference.publish(atAshdown);
        reference.publish(partnership(bracken, oakfield, 2031, harbour.id()));
        soon(() -> assertThat(listed("")).hasSize(2));
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }

    private Response get(String path) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/api/v3/partnerships" + path.replace("[", "%5B").replace("]", "%5D"));
    }

    private List<String> listed(String query) {
        return get(query).jsonPath().getList("data.id");
    }

    private Map<String, Object> seen(Partnership partnership) {
        Response response = get("/" + partnership.id());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.jsonPath().getMap("data.attributes");
    }

    private int inTraining(Partnership partnership) {
        return (int) seen(partnership).get("participants_currently_training");
    }

    private int inTrainingOn(String moment) {
        return given().auth()
                .oauth2(token)
                .header("X-With-Server-Date", moment)
                .get("/api/v3/partnerships/{id}", atOakfield.id())
                .jsonPath()
                .getInt("data.attributes.participants_currently_training");
    }

    private Instant updatedAt(Partnership partnership) {
        return pool.query("select updated_at from provider_documents where kind = 'partnership' and id = '"
                        + partnership.id() + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private Participant train(Role role, LocalDate startedOn, LocalDate finishedOn) {
        Participant trained = trained(
                participant(oakfield.urn(), role),
                amber,
                2031,
                atOakfield,
                startedOn.toString(),
                finishedOn == null ? null : finishedOn.toString());
        reference.publish(trained);
        return trained;
    }

    @Test
    void partnershipIsShownWithEveryAttributeInOrder() {
        assertThat(get("/" + atOakfield.id()).asString())
                .startsWith("{\"data\":{\"id\":\"" + atOakfield.id()
                        + "\",\"type\":\"partnership\",\"attributes\":{\"cohort\":\"2031\",\"urn\":\""
                        + oakfield.urn() + "\",\"school_id\":\"" + oakfield.id() + "\",\"delivery_partner_id\":\""
                        + harbour.id() + "\",\"delivery_partner_name\":\"" + harbour.name()
                        + "\",\"induction_tutor_name\":null,\"induction_tutor_email\":\"office@" + oakfield.urn()
                        + ".example.org\",\"participants_currently_training\":0,"
                        + "\"created_at\":\"2025-06-16T08:30:11Z\",\"updated_at\":\"");
    }

    @ParameterizedTest
    @CsvSource({
        "filter[cohort]=2031, 1",
        "filter[cohort]=2032, 1",
        "'filter[cohort]=2031,2032', 2",
        "'filter[cohort]=2033,soon', 0",
        "filter[cohort]=, 2",
        "filter[cohort]=soon, 0",
        "filter[updated_since]=2020-01-01T00:00:00Z, 2",
        "filter[updated_since]=2999-01-01T00:00:00Z, 0",
        "filter[delivery_partner_id]=, 2",
        "filter[delivery_partner_id]=nobody, 0",
        "filter[urn]=1, 2",
        "page[per_page]=1, 1",
        "page[per_page]=1&page[page]=3, 0",
    })
    void filtersFindPartnerships(String query, int found) {
        assertThat(listed("?" + query)).hasSize(found);
    }

    @Test
    void partnershipsAreFoundByTheirDeliveryPartners() {
        String filter = "?filter[delivery_partner_id]=";

        assertThat(listed(filter + harbour.id()))
                .containsExactly(atOakfield.id().toString());
        assertThat(listed(filter + harbour.id() + ",nobody," + lighthouse.id())).hasSize(2);
        assertThat(listed(filter + UUID.randomUUID())).isEmpty();
        assertThat(listed(filter + harbour.id() + "&filter[cohort]=2032")).isEmpty();
    }

    @Test
    void partnershipsAreInTheWantedOrder() {
        Partnership later = new Partnership(
                UUID.randomUUID(),
                amber,
                "Amber Training",
                harbour.id(),
                ashdown.urn(),
                2033,
                ReferenceTopics.CONFIRMED_AT.plusSeconds(1));
        reference.publish(later);
        soon(() -> assertThat(listed("")).hasSize(3));

        assertThat(listed("")).endsWith(later.id().toString());
        assertThat(listed("?sort=-created_at")).startsWith(later.id().toString());
        assertThat(listed("?sort=-updated_at")).startsWith(later.id().toString());
        assertThat(listed("?sort=%2Bupdated_at")).endsWith(later.id().toString());
    }

    @Test
    void partnershipsOfOthersAreNotFound() {
        assertThat(get("/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/none?filter[cohort]=2031").statusCode()).isEqualTo(404);
        assertThat(get("?filter=x").statusCode()).isEqualTo(400);
        String others = TestTokens.issue(Scope.LEAD_PROVIDER, bracken);
        given().auth()
                .oauth2(others)
                .get("/api/v3/partnerships/{id}", atOakfield.id())
                .then()
                .statusCode(404);
    }

    @Test
    void changedDeliveryPartnerIsShownWithItsNewName() {
        Instant other = updatedAt(atAshdown);
        reference.publish(atOakfield.with(lighthouse.id()));
        soon(() -> assertThat(seen(atOakfield)).containsEntry("delivery_partner_name", lighthouse.name()));
        Instant replaced = updatedAt(atOakfield);
        assertThat(updatedAt(atAshdown)).isEqualTo(other);

        reference.publish(lighthouse.withName("Lighthouse of " + amber));

        soon(() -> {
            assertThat(seen(atOakfield)).containsEntry("delivery_partner_name", "Lighthouse of " + amber);
            assertThat(seen(atAshdown)).containsEntry("delivery_partner_name", "Lighthouse of " + amber);
        });
        assertThat(updatedAt(atOakfield)).isAfter(replaced);
    }

    @Test
    void partnershipFollowsItsSchool() {
        String other = urn();
        reference.publish(oakfield.withInductionTutor(new InductionTutor("Morag Ellery", "morag@example.org")));
        soon(() -> assertThat(seen(atOakfield)).containsEntry("induction_tutor_name", "Morag Ellery"));

        reference.publish(oakfield.withUrn(other));

        // The partnership's own event comes later.
        soon(() -> assertThat(seen(atOakfield)).containsEntry("urn", other));
        Instant replaced = updatedAt(atOakfield);
        reference.publish(atOakfield.withSchoolUrn(other));
        train(Role.ECT, today.minusDays(1), null);
        soon(() -> assertThat(inTraining(atOakfield)).isEqualTo(1));
        assertThat(seen(atOakfield)).containsEntry("school_id", oakfield.id().toString());
        assertThat(updatedAt(atOakfield)).isAfter(replaced);
    }

    @Test
    void participantsInTrainingAreCountedByTheDay() {
        Instant before = updatedAt(atOakfield);
        train(Role.ECT, today.minusYears(1), null);
        train(Role.MENTOR, today, today.plusDays(9));
        train(Role.ECT, today.minusYears(1), today.minusDays(1));
        train(Role.ECT, today.plusDays(5), null);

        soon(() -> assertThat(inTraining(atOakfield)).isEqualTo(2));
        assertThat(updatedAt(atOakfield)).isAfter(before);
        soon(() -> assertThat(inTrainingOn(today.plusDays(5) + "T09:00:00Z")).isEqualTo(3));
        assertThat(inTrainingOn(today.plusDays(10) + "T09:00:00Z")).isEqualTo(2);
        assertThat(inTrainingOn(today.minusDays(1) + "T09:00:00Z")).isEqualTo(2);
        assertThat(inTrainingOn(today.minusYears(2) + "T09:00:00Z")).isZero();
    }

    @Test
    void calendarAloneMovesThePartnership() {
        train(Role.ECT, today.minusDays(1), null);
        soon(() -> assertThat(inTraining(atOakfield)).isEqualTo(1));
        Instant before = updatedAt(atOakfield);
        Instant other = updatedAt(atAshdown);

        // as it was stored yesterday, if training began today
        pool.query("update provider_documents set next_change_on = '" + today + "',"
                        + " document = replace(document, 'training\":1', 'training\":0') where id = '"
                        + atOakfield.id() + "'")
                .execute()
                .await()
                .indefinitely();

        await().atMost(LATER)
                .untilAsserted(() -> assertThat(inTraining(atOakfield)).isEqualTo(1));
        assertThat(updatedAt(atOakfield)).isAfter(before);
        assertThat(updatedAt(atAshdown)).isEqualTo(other);
    }

    @Test
    void participantWhomTheProviderDefersIsNotInTrainingFromTheNextDay() {
        Participant priya = train(Role.ECT, today.minusDays(30), null);
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                priya.id().toString(),
                OakfieldFixtures.scheduled(
                        priya.id(), 1, priya.trainings().getFirst().id()));
        soon(() -> given().auth()
                .oauth2(token)
                .get("/api/v3/participants/{id}", priya.id())
                .then()
                .statusCode(200));

        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("""
                        {"data": {"type": "participant-defer",
                                  "attributes": {"reason": "other", "course_identifier": "ecf-induction"}}}""")
                .put("/api/v3/participants/{id}/defer", priya.id())
                .then()
                .statusCode(200);

        soon(() -> assertThat(inTrainingOn(today.plusDays(2) + "T09:00:00Z")).isZero());
        assertThat(inTraining(atOakfield)).isEqualTo(1);
    }

    @Test
    void removedPartnershipVanishesAndKeepsItsPlaceAmongTheChanges() {
        String changes = "?filter[updated_since]=2020-01-01T00:00:00Z&page[per_page]=1&page[page]=";
        assertThat(listed(changes + 1))
                .containsExactly(listed("?sort=-updated_at").getFirst());
        String second = listed(changes + 2).getFirst();
        Partnership first = second.equals(atOakfield.id().toString()) ? atAshdown : atOakfield;

        reference.remove(Topics.PARTNERSHIPS, first.id());

        soon(() -> assertThat(get("/" + first.id()).statusCode()).isEqualTo(404));
        assertThat(listed("")).containsExactly(second);
        // A client that has read page 1 goes on with page 2.
        assertThat(listed(changes + 2)).containsExactly(second);
    }

    @Test
    void mergedSchoolLosesItsPartnershipsAndPeopleToItsSuccessor() {
        Participant priya = train(Role.ECT, today.minusDays(30), null);
        soon(() -> assertThat(inTraining(atOakfield)).isEqualTo(1));
        Partnership successor = partnership(amber, ashdown, 2031, harbour.id());

        reference.publish(
                oakfield.withStatus(School.Status.CLOSED).withEligible(false).withMergedIntoId(ashdown.id()));
        reference.publish(successor);
        reference.publish(priya.withTrainings(priya.trainings().stream()
                .map(training -> training.withSchoolUrn(ashdown.urn()).withPartnershipId(successor.id()))
                .toList()));
        reference.remove(Topics.PARTNERSHIPS, atOakfield.id());

        soon(() -> {
            assertThat(get("/" + atOakfield.id()).statusCode()).isEqualTo(404);
            assertThat(inTraining(successor)).isEqualTo(1);
        });
        assertThat(listed(""))
                .containsExactlyInAnyOrder(
                        successor.id().toString(), atAshdown.id().toString());
    }

    /** Stores a school as its consumer does, but for its documents. */
    private static void store(SqlConnection connection, School school) {
        connection
                .query("select pg_advisory_xact_lock_shared(" + 0x5C40 + ")")
                .execute()
                .chain(() -> connection
                        .preparedQuery(
                                "insert into facts (topic, key, version, snapshot) values ('schools', $1, 1, $2)")
                        .execute(Tuple.of(school.id().toString(), Json.write(school))))
                .chain(() -> connection
                        .preparedQuery("insert into school_urns (urn, school_id) values ($1, $2)")
                        .execute(Tuple.of(school.urn(), school.id())))
                .await()
                .indefinitely();
    }

    @Test
    void partnershipThatArrivesWhileItsSchoolIsBeingStoredIsShown() {
        School meadow = school(urn(), true);
        Partnership atMeadow = partnership(amber, meadow, 2031, harbour.id());
        SqlConnection connection = pool.getConnection().await().indefinitely();
        Transaction storing = connection.begin().await().indefinitely();
        store(connection, meadow);

        reference.publish(atMeadow);
        soon(() -> assertThat(pool.query("select from pg_locks where locktype = 'advisory' and not granted"
                                + " and (select true from facts where key = '" + atMeadow.id() + "')")
                        .execute()
                        .await()
                        .indefinitely()
                        .size())
                .isPositive());
        storing.commit().chain(connection::close).await().indefinitely();

        soon(() -> assertThat(get("/" + atMeadow.id()).statusCode()).isEqualTo(200));
    }

    @Test
    void participantWhomTheProviderMovedToACohortFollowsItsPartnershipToTheSuccessor() {
        Participant priya = train(Role.ECT, today.minusDays(30), null);
        Partnership next = partnership(amber, oakfield, 2032, harbour.id());
        reference.publish(next);
        reference.publish(OakfieldFixtures.scheduled(
                        priya.id(), 1, priya.trainings().getFirst().id())
                .snapshot());
        reference.publish(ReferenceTopics.moved(
                priya, next, today.minusDays(10).atStartOfDay(London.ZONE).toInstant()));
        soon(() -> assertThat(inTraining(next)).isEqualTo(1));
        Partnership successor = partnership(amber, ashdown, 2031, harbour.id());
        Partnership nextSuccessor = partnership(amber, ashdown, 2032, harbour.id());

        reference.remove(Topics.PARTNERSHIPS, atOakfield.id());
        reference.remove(Topics.PARTNERSHIPS, next.id());
        reference.publish(ReferenceTopics.takenOver(priya, successor));
        reference.publish(successor);
        soon(() -> assertThat(get("/" + successor.id()).statusCode()).isEqualTo(200));
        reference.publish(nextSuccessor);

        soon(() -> assertThat(inTraining(nextSuccessor)).isEqualTo(1));
        assertThat(inTraining(successor)).isZero();
        given().auth()
                .oauth2(token)
                .get("/api/v3/participants/{id}", priya.id())
                .then()
                .body(
                        "data.attributes.ecf_enrolments[0].delivery_partner_id",
                        equalTo(harbour.id().toString()));
    }

    @Test
    void unchangedPartnershipIsNotSentAgain() {
        given().auth()
                .oauth2(token)
                .header("If-None-Match", get("/" + atOakfield.id()).header("ETag"))
                .get("/api/v3/partnerships/{id}", atOakfield.id())
                .then()
                .statusCode(304);
    }
}
