package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange.DeclarationPaid;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.Uplift;
import uk.gov.education.training.events.SchoolChange.SchoolAdded;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ContractPeriodFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Uplifts of schools, from the topics to the participants and declarations that show them. */
@ServiceIT
class UpliftsIT {

    private static final Instant NOW = Instant.parse("2025-10-20T10:00:00Z");
    private static final AtomicInteger LAST_COHORT = new AtomicInteger(2050);
    private static final AtomicInteger LAST_URN = new AtomicInteger(700_000);

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    /** No other test has facts about it. */
    private final int cohort = LAST_COHORT.incrementAndGet();

    private final UUID school = UUID.randomUUID();
    private final String urn = nextUrn();
    private final UUID priya = UUID.randomUUID();
    private final UUID training = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;

    @BeforeEach
    void publishName() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        UUID id = UUID.randomUUID();
        topics.publish(
                Topics.PARTNERSHIPS,
                id.toString(),
                new Message<>(
                        1,
                        OakfieldFixtures.AT,
                        new PartnershipConfirmed(),
                        new Partnership(
                                id,
                                amber,
                                "Amber Training",
                                UUID.randomUUID(),
                                OakfieldFixtures.ASHDOWN,
                                2025,
                                OakfieldFixtures.AT)));
        awaitStored(Topics.PARTNERSHIPS_NAME, id, 1);
    }

    private static String nextUrn() {
        return String.valueOf(LAST_URN.incrementAndGet());
    }

    @Test
    void startKeepsTheUpliftsThatTheSchoolHadWhenItWasDeclared() {
        // Given
        openCohort(true);
        publishSchool(1, urn, new Uplift(cohort, false, true));
        register(1, priya, training, urn);
        awaitUplifts(priya, false, true);

        // When
        UUID start = declareStarted();
        publishSchool(2, urn, new Uplift(cohort, true, false));

        // Then
        awaitUplifts(priya, true, false);
        assertThat(published()).extracting(Declaration::id).containsExactly(start);
        assertThat(published().getFirst().pupilPremiumUplift()).isFalse();
        assertThat(published().getFirst().sparsityUplift()).isTrue();

        pay(start);
        publishSchool(3, urn);
        awaitUplifts(priya, false, false);
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/api/v3/participant-declarations/" + start)
                        .jsonPath()
                        .getBoolean("data.attributes.uplift_paid"))
                .isTrue());
    }

    @Test
    void cohortWithoutUpliftFeesHasNoUplifts() {
        openCohort(false);
        publishSchool(1, urn, new Uplift(cohort, true, true));
        register(1, priya, training, urn);
        awaitUplifts(priya, false, false);

        declareStarted();

        assertThat(published().getFirst().pupilPremiumUplift()).isFalse();
        assertThat(published().getFirst().sparsityUplift()).isFalse();
    }

    /** The order of the participant, the school and the cohort. */
    @ParameterizedTest
    @ValueSource(strings = {"PSC", "PCS", "SPC", "SCP", "CPS", "CSP"})
    void orderOfArrivalDoesNotMatter(String order) {
        order.chars().forEach(each -> {
            switch (each) {
                case 'P' -> register(1, priya, training, urn);
                case 'S' -> publishSchool(1, urn, new Uplift(cohort, true, false));
                default -> openCohort(true);
            }
        });

        awaitUplifts(priya, true, false);
    }

    @Test
    void simultaneousArrivalLeavesNobodyBehind() {
        openCohort(true);
        List<UUID> participants = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> {
            UUID participant = UUID.randomUUID();
            String at = nextUrn();
            publishRegistration(1, participant, UUID.randomUUID(), at);
            publishSchool(UUID.randomUUID(), 1, at, new Uplift(cohort, i % 2 == 0, true));
            participants.add(participant);
        });

        for (int i = 0; i < participants.size(); i++) {
            awaitUplifts(participants.get(i), i % 2 == 0, true);
        }
    }

    @Test
    void upliftsStayWhileTrainingFollowsToTheSchoolsNewUrn() {
        openCohort(true);
        publishSchool(1, urn, new Uplift(cohort, true, true));
        register(1, priya, training, urn);
        awaitUplifts(priya, true, true);
        Instant before = updatedAt();

        String replaced = nextUrn();
        publishSchool(2, replaced, new Uplift(cohort, true, true));
        awaitStored(Topics.SCHOOLS_NAME, school, 2);
        awaitRefreshed();

        assertThat(updatedAt()).isEqualTo(before);
        register(2, priya, training, replaced);
        awaitUplifts(priya, true, true);
        assertThat(get("/api/v3/participants/" + priya)
                        .jsonPath()
                        .getString("data.attributes.ecf_enrolments[0].school_urn"))
                .isEqualTo(replaced);
    }

    @Test
    void deletedSchoolHasNoUplifts() {
        openCohort(true);
        publishSchool(1, urn, new Uplift(cohort, true, true));
        register(1, priya, training, urn);
        awaitUplifts(priya, true, true);

        topics.publishRaw(Topics.SCHOOLS_NAME, school.toString(), Map.of(), null);

        awaitUplifts(priya, false, false);
    }

    // facts

    private void openCohort(boolean upliftFees) {
        topics.publish(
                Topics.CONTRACT_PERIODS,
                String.valueOf(cohort),
                new Message<>(
                        1,
                        OakfieldFixtures.AT,
                        new ContractPeriodOpened(cohort),
                        ContractPeriodFixtures.contractPeriod(cohort)
                                .withMentorFundingEnabled(false)
                                .withDetailedEvidenceTypesEnabled(false)
                                .withUpliftFeesEnabled(upliftFees)
                                .withSchedules(List.of(new Schedule(
                                        "ecf-standard-september",
                                        List.of(new Milestone("started", LocalDate.of(2025, 9, 1), null)))))));
        awaitStored(Topics.CONTRACT_PERIODS_NAME, cohort, 1);
    }

    private void publishSchool(long version, String now, Uplift... uplifts) {
        publishSchool(school, version, now, uplifts);
        awaitStored(Topics.SCHOOLS_NAME, school, version);
    }

    private void publishSchool(UUID id, long version, String now, Uplift... uplifts) {
        topics.publish(
                Topics.SCHOOLS,
                id.toString(),
                new Message<>(
                        version,
                        OakfieldFixtures.AT,
                        new SchoolAdded(),
                        new School(
                                id,
                                now,
                                "Oakfield Primary School",
                                School.Status.OPEN,
                                "Community school",
                                // so that other tests' lists leave it out
                                false,
                                null,
                                null,
                                null,
                                List.of(uplifts),
                                null,
                                OakfieldFixtures.AT)));
    }

    private void register(long version, UUID participant, UUID trainingId, String at) {
        publishRegistration(version, participant, trainingId, at);
        awaitStored(Topics.PARTICIPANT_CHANGES_NAME, participant, version);
        awaitStored(Topics.SCHEDULE_ASSIGNMENTS_NAME, participant, version);
    }

    private void publishRegistration(long version, UUID participant, UUID trainingId, String at) {
        Participant ect = OakfieldFixtures.ect(participant, amber, trainingId, "Priya Okafor");
        Training first = ect.trainings().getFirst();
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                participant.toString(),
                new Message<>(
                        version,
                        OakfieldFixtures.AT,
                        new NameChanged("Priya", "Priya Okafor"),
                        ect.withSchoolPeriods(
                                        List.of(ect.schoolPeriods().getFirst().withSchoolUrn(at)))
                                .withTrainings(List.of(first.withSchoolUrn(at).withCohort(cohort)))));
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                participant.toString(),
                OakfieldFixtures.scheduled(participant, version, trainingId));
    }

    private void pay(UUID declaration) {
        UUID statement = UUID.randomUUID();
        topics.publish(
                Topics.FUNDING_DECISIONS,
                priya.toString(),
                new Message<>(
                        1,
                        NOW,
                        new DeclarationPaid(declaration, statement),
                        new FundingPosition(
                                priya,
                                null,
                                null,
                                List.of(new DeclarationFunding(declaration, DeclarationState.PAID, statement, null)))));
    }

    private void awaitStored(String topic, Object key, long version) {
        await().atMost(SOON)
                .until(() -> pool.preparedQuery("select 1 from facts where topic = $1 and key = $2 and version >= $3")
                                .execute(Tuple.of(topic, key.toString(), version))
                                .await()
                                .atMost(SOON)
                                .size()
                        == 1);
    }

    private void awaitRefreshed() {
        await().atMost(SOON)
                .until(() -> pool.query("select 1 from refresh_queue")
                                .execute()
                                .await()
                                .atMost(SOON)
                                .size()
                        == 0);
    }

    // what Amber sees

    private Response get(String path) {
        return given().auth().oauth2(token).get(path);
    }

    private void awaitUplifts(UUID participant, boolean pupilPremium, boolean sparsity) {
        await().atMost(SOON).untilAsserted(() -> {
            var seen = get("/api/v3/participants/" + participant).jsonPath();
            assertThat(seen.getBoolean("data.attributes.ecf_enrolments[0].pupil_premium_uplift"))
                    .isEqualTo(pupilPremium);
            assertThat(seen.getBoolean("data.attributes.ecf_enrolments[0].sparsity_uplift"))
                    .isEqualTo(sparsity);
        });
    }

    private Instant updatedAt() {
        return pool.preparedQuery("select updated_at from provider_documents where id = $1 and kind = 'participant'")
                .execute(Tuple.of(priya))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private UUID declareStarted() {
        Response declared = given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("X-With-Server-Date", NOW.toString())
                .body("""
                    {"data": {"type": "participant-declaration",
                              "attributes": {"participant_id": "%s", "declaration_type": "started",
                                             "declaration_date": "2025-10-06T09:00:00Z",
                                             "course_identifier": "ecf-induction"}}}""".formatted(priya))
                .post("/api/v3/participant-declarations");
        assertThat(declared.statusCode()).isEqualTo(200);
        return declared.jsonPath().getUUID("data.id");
    }

    /** The declarations on the topic. */
    private List<Declaration> published() {
        await().atMost(SOON).until(() -> !topics.messages(Topics.DECLARATIONS, priya.toString())
                .isEmpty());
        return topics.messages(Topics.DECLARATIONS, priya.toString())
                .getLast()
                .snapshot()
                .declarations();
    }
}
