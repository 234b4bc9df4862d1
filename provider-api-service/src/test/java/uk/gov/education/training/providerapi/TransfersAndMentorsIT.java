package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.providerapi.OakfieldFixtures.ASHDOWN;
import static uk.gov.education.training.providerapi.OakfieldFixtures.OAKFIELD;
import static uk.gov.education.training.providerapi.OakfieldFixtures.mentorship;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * Transfers and unfunded mentors as lead providers see them, in any order of events. Each test has its own
 * participants.
 */
@ServiceIT
class TransfersAndMentorsIT {

    private static final LocalDate LAST_DAY = LocalDate.parse("2026-03-31");
    private static final String PARTICIPANTS = "/api/v3/participants";
    private static final String TRANSFERS = "/api/v3/participants/transfers";
    private static final String MENTORS = "/api/v3/unfunded-mentors";

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();
    private final UUID tomasz = UUID.randomUUID();
    private final Map<UUID, String> tokens = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private RequestSpecification as(UUID leadProvider) {
        return given().auth()
                .oauth2(tokens.computeIfAbsent(leadProvider, id -> TestTokens.issue(Scope.LEAD_PROVIDER, id)));
    }

    private static String transfersOf(UUID participant) {
        return PARTICIPANTS + "/" + participant + "/transfers";
    }

    private static String mentor(UUID mentor) {
        return MENTORS + "/" + mentor;
    }

    private JsonPath shown(UUID leadProvider, String path) {
        awaitStatus(leadProvider, path, 200);
        return as(leadProvider).get(path).jsonPath();
    }

    private void awaitStatus(UUID leadProvider, String path, int status) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(as(leadProvider).get(path).statusCode()).isEqualTo(status));
    }

    private void awaitShown(UUID leadProvider, String path, String field, Object value) {
        await().atMost(SOON).untilAsserted(() -> {
            Response response = as(leadProvider).get(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.jsonPath().<Object>get(field)).isEqualTo(value);
        });
    }

    private List<String> listed(UUID leadProvider, String path) {
        return as(leadProvider).get(path).jsonPath().getList("data.id");
    }

    /** Reads updated_at to the microsecond. */
    private Instant updatedAt(UUID leadProvider, String kind, UUID id) {
        return pool.preparedQuery(
                        "select updated_at from provider_documents where lead_provider_id = $1 and kind = $2 and id = $3")
                .execute(Tuple.of(leadProvider, kind, id))
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant())
                .await()
                .atMost(SOON);
    }

    private void publish(Participant participant) {
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                participant.id().toString(),
                new Message<>(
                        versions.merge(participant.id(), 1L, Long::sum),
                        OakfieldFixtures.AT,
                        new NameChanged("Somebody", Objects.requireNonNull(participant.fullName())),
                        participant));
    }

    private void delete(UUID participant) {
        topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, participant.toString(), Map.of(), null);
    }

    private void schedule(Participant participant) {
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                participant.id().toString(),
                OakfieldFixtures.scheduled(
                        participant.id(),
                        participant.trainings().size(),
                        participant.trainings().stream()
                                .map(Participant.Training::id)
                                .toArray(UUID[]::new)));
    }

    private void publishName(UUID leadProvider, String name) {
        UUID id = UUID.randomUUID();
        topics.publish(
                Topics.PARTNERSHIPS,
                id.toString(),
                new Message<>(
                        1,
                        OakfieldFixtures.AT,
                        new PartnershipConfirmed(),
                        new Partnership(
                                id, leadProvider, name, UUID.randomUUID(), ASHDOWN, 2025, OakfieldFixtures.AT)));
        await().atMost(SOON)
                .until(() -> pool.preparedQuery("select 1 from facts where topic = 'partnerships' and key = $1")
                                .execute(Tuple.of(id.toString()))
                                .await()
                                .atMost(SOON)
                                .size()
                        == 1);
    }

    private Participant ect(UUID id) {
        UUID training = UUID.nameUUIDFromBytes(("training of " + id).getBytes(UTF_8));
        return OakfieldFixtures.ect(id, amber, training, "Priya Okafor");
    }

    /** From Amber at Oakfield to Bracken at Ashdown. */
    private Participant moved(UUID id) {
        return OakfieldFixtures.moved(ect(id), LAST_DAY, bracken, UUID.randomUUID());
    }

    // transfers

    @Test
    void transferIsShownToBothProvidersOnly() {
        publishName(amber, "Amber Training");
        publishName(bracken, "Bracken Training");
        Participant moved = moved(priya);

        publish(moved);
        schedule(moved);

        for (UUID provider : List.of(amber, bracken)) {
            JsonPath shown = shown(provider, transfersOf(priya));
            assertThat(shown.getString("data.id")).isEqualTo(priya.toString());
            assertThat(shown.getString("data.type")).isEqualTo("participant-transfer");
            assertThat(shown.<String, Object>getMap("data.attributes")).containsOnlyKeys("updated_at", "transfers");
            assertThat(shown.getList("data.attributes.transfers"))
                    .isEqualTo(List.of(Map.of(
                            "training_record_id",
                            moved.ectTrainingRecordId().toString(),
                            "transfer_type",
                            "new_provider",
                            "status",
                            "complete",
                            "created_at",
                            "2025-07-03T13:22:50Z",
                            "leaving",
                            Map.of("school_urn", OAKFIELD, "provider", "Amber Training", "date", "2026-03-31"),
                            "joining",
                            Map.of("school_urn", ASHDOWN, "provider", "Bracken Training", "date", "2026-04-01"))));
            assertThat(listed(provider, TRANSFERS)).containsExactly(priya.toString());
        }
        UUID other = UUID.randomUUID();
        assertThat(as(other).get(transfersOf(priya)).statusCode()).isEqualTo(404);
        assertThat(listed(other, TRANSFERS)).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "participant, schedules, name",
        "participant, name, schedules",
        "schedules, participant, name",
        "schedules, name, participant",
        "name, participant, schedules",
        "name, schedules, participant",
    })
    void transferIsShownInAnyOrderOfEvents(String first, String second, String third) {
        Participant moved = moved(priya);
        for (String fact : List.of(first, second, third)) {
            switch (fact) {
                case "participant" -> publish(moved);
                case "schedules" -> schedule(moved);
                case "name" -> publishName(bracken, "Bracken Training");
                default -> throw new IllegalArgumentException(fact);
            }
        }
        awaitShown(amber, transfersOf(priya), "data.attributes.transfers[0].joining.provider", "Bracken Training");
        awaitShown(bracken, transfersOf(priya), "data.attributes.transfers[0].joining.provider", "Bracken Training");
    }

    @Test
    void lateProviderNameMovesTheTransferButNotTheParticipant() {
        Participant moved = moved(priya);
        publish(moved);
        schedule(moved);
        JsonPath before = shown(amber, transfersOf(priya));
        assertThat(before.<String, Object>getMap("data.attributes.transfers[0].joining"))
                .containsEntry("provider", null)
                .containsEntry("school_urn", ASHDOWN);
        // both trainings are scheduled, so no other event is pending
        awaitStatus(bracken, transfersOf(priya), 200);
        Instant transferred = updatedAt(amber, "participant-transfer", priya);
        Instant seen = updatedAt(amber, "participant", priya);

        publishName(bracken, "Bracken Training");

        awaitShown(amber, transfersOf(priya), "data.attributes.transfers[0].joining.provider", "Bracken Training");
        assertThat(updatedAt(amber, "participant-transfer", priya)).isAfter(transferred);
        assertThat(updatedAt(amber, "participant", priya)).isEqualTo(seen);
    }

    @Test
    void transferAppearsWithTheMoveAndDisappearsIfItIsCancelled() {
        Participant stays = ect(priya);
        publish(stays);
        schedule(stays);
        shown(amber, PARTICIPANTS + "/" + priya);
        assertThat(as(amber).get(transfersOf(priya)).statusCode()).isEqualTo(404);
        assertThat(listed(amber, TRANSFERS)).isEmpty();

        publish(OakfieldFixtures.moved(stays, LAST_DAY, bracken, UUID.randomUUID()));
        awaitShown(amber, transfersOf(priya), "data.attributes.transfers[0].transfer_type", "new_provider");

        publish(stays);
        awaitStatus(amber, transfersOf(priya), 404);
        assertThat(listed(amber, TRANSFERS)).isEmpty();
        assertThat(as(amber).get(PARTICIPANTS + "/" + priya).statusCode()).isEqualTo(200);
    }

    @Test
    void transferIsIncompleteBeforeTheFirstDayAndCompleteFromThatDay() {
        Participant moved = moved(priya);
        publish(moved);
        schedule(moved);
        shown(amber, transfersOf(priya));

        assertThat(statusesOn("2026-03-31T22:59:59Z")).containsOnly("incomplete");
        // midnight in London
        assertThat(statusesOn("2026-03-31T23:00:00Z")).containsOnly("complete");
    }

    /** The status in the record itself and in the list. */
    private List<String> statusesOn(String time) {
        return List.of(
                at(time).get(transfersOf(priya)).jsonPath().getString("data.attributes.transfers[0].status"),
                at(time).get(TRANSFERS).jsonPath().getString("data[0].attributes.transfers[0].status"));
    }

    /** A request of Amber as of another time. */
    private RequestSpecification at(String time) {
        return as(amber).header("X-With-Server-Date", time);
    }

    @Test
    void deletedParticipantHasNoTransfers() {
        Participant moved = moved(priya);
        publish(moved);
        schedule(moved);
        shown(amber, transfersOf(priya));
        shown(bracken, transfersOf(priya));

        delete(priya);

        awaitStatus(amber, transfersOf(priya), 404);
        awaitStatus(bracken, transfersOf(priya), 404);
        assertThat(listed(bracken, TRANSFERS)).isEmpty();
    }

    // unfunded mentors

    private Participant tomasz(String email) {
        return OakfieldFixtures.mentor(tomasz, "1820457", "Tomasz Hale", OakfieldFixtures.AT, Map.of(OAKFIELD, email));
    }

    private Participant tomasz() {
        return tomasz("t.hale@oakfield.example.org");
    }

    /** An ECT of Amber's at Oakfield, whom Tomasz mentors. */
    private Participant mentee(UUID id) {
        return OakfieldFixtures.in(ect(id), mentorship(tomasz, id, OAKFIELD, null));
    }

    /** Tomasz mentors Priya, and Amber sees that. */
    private void tomaszMentorsPriya() {
        Participant mentee = mentee(priya);
        publish(OakfieldFixtures.in(tomasz(), mentee.mentorships().getFirst()));
        publish(mentee);
        schedule(mentee);
        shown(amber, mentor(tomasz));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "mentor, ect, schedule",
        "mentor, schedule, ect",
        "ect, mentor, schedule",
        "ect, schedule, mentor",
        "schedule, mentor, ect",
        "schedule, ect, mentor",
    })
    void unfundedMentorIsShownInAnyOrderOfEvents(String first, String second, String third) {
        Participant mentee = mentee(priya);
        for (String fact : List.of(first, second, third)) {
            switch (fact) {
                case "mentor" ->
                    publish(OakfieldFixtures.in(tomasz(), mentee.mentorships().getFirst()));
                case "ect" -> publish(mentee);
                case "schedule" -> schedule(mentee);
                default -> throw new IllegalArgumentException(fact);
            }
        }
        JsonPath shown = shown(amber, mentor(tomasz));
        assertThat(shown.getString("data.id")).isEqualTo(tomasz.toString());
        assertThat(shown.getString("data.type")).isEqualTo("unfunded-mentor");
        assertThat(shown.<String, Object>getMap("data.attributes"))
                .containsOnlyKeys("full_name", "email", "teacher_reference_number", "created_at", "updated_at")
                .containsEntry("full_name", "Tomasz Hale")
                .containsEntry("email", "t.hale@oakfield.example.org")
                .containsEntry("teacher_reference_number", "1820457")
                .containsEntry("created_at", "2025-07-03T13:22:50Z");
        assertThat(listed(amber, MENTORS)).containsExactly(tomasz.toString());
        assertThat(as(bracken).get(mentor(tomasz)).statusCode()).isEqualTo(404);
        assertThat(listed(bracken, MENTORS)).isEmpty();
    }

    @Test
    void emailIsTheOneAtTheSchoolOfTheProvidersEct() {
        UUID zadie = UUID.randomUUID();
        Participant atAshdown = OakfieldFixtures.in(
                OakfieldFixtures.moved(
                        OakfieldFixtures.ect(zadie, UUID.randomUUID(), UUID.randomUUID(), "Zadie"),
                        LAST_DAY,
                        bracken,
                        UUID.randomUUID()),
                mentorship(tomasz, zadie, ASHDOWN, null));
        Participant mentee = mentee(priya);
        publish(OakfieldFixtures.in(
                OakfieldFixtures.mentor(
                        tomasz,
                        "1820457",
                        "Tomasz Hale",
                        OakfieldFixtures.AT,
                        Map.of(OAKFIELD, "t.hale@oakfield.example.org", ASHDOWN, "t.hale@ashdown.example.org")),
                mentee.mentorships().getFirst(),
                atAshdown.mentorships().getFirst()));
        for (Participant ect : List.of(mentee, atAshdown)) {
            publish(ect);
            schedule(ect);
        }
        awaitShown(amber, mentor(tomasz), "data.attributes.email", "t.hale@oakfield.example.org");
        awaitShown(bracken, mentor(tomasz), "data.attributes.email", "t.hale@ashdown.example.org");
    }

    @Test
    void mentorWhoIsTrainedByTheProviderIsAParticipantInstead() {
        tomaszMentorsPriya();

        Participant trained = OakfieldFixtures.trained(
                OakfieldFixtures.in(tomasz(), mentorship(tomasz, priya, OAKFIELD, null)), amber, UUID.randomUUID());
        publish(trained);
        schedule(trained);

        awaitStatus(amber, mentor(tomasz), 404);
        assertThat(listed(amber, MENTORS)).isEmpty();
        awaitStatus(amber, PARTICIPANTS + "/" + tomasz, 200);
    }

    @Test
    void mentorWhoIsTrainedByAnotherProviderStaysUnfundedForThisOne() {
        tomaszMentorsPriya();

        Participant trained = OakfieldFixtures.trained(
                OakfieldFixtures.in(tomasz(), mentorship(tomasz, priya, OAKFIELD, null)), bracken, UUID.randomUUID());
        publish(trained);
        schedule(trained);

        awaitStatus(bracken, PARTICIPANTS + "/" + tomasz, 200);
        assertThat(as(amber).get(mentor(tomasz)).statusCode()).isEqualTo(200);
        assertThat(as(bracken).get(mentor(tomasz)).statusCode()).isEqualTo(404);
        assertThat(as(amber).get(PARTICIPANTS + "/" + tomasz).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest(name = "the ECT arrives first: {0}")
    @ValueSource(booleans = {true, false})
    void mentorWithoutEctsDisappearsAndReappears(boolean ectFirst) {
        tomaszMentorsPriya();

        publishBoth(ectFirst, mentorship(tomasz, priya, OAKFIELD, LocalDate.parse("2025-12-31")));
        awaitStatus(amber, mentor(tomasz), 404);
        assertThat(listed(amber, MENTORS)).isEmpty();

        publishBoth(ectFirst, mentorship(tomasz, priya, OAKFIELD, null));
        awaitStatus(amber, mentor(tomasz), 200);
        assertThat(listed(amber, MENTORS)).containsExactly(tomasz.toString());
    }

    private void publishBoth(boolean ectFirst, Participant.Mentorship mentorship) {
        List<Participant> both =
                List.of(OakfieldFixtures.in(ect(priya), mentorship), OakfieldFixtures.in(tomasz(), mentorship));
        (ectFirst ? both : both.reversed()).forEach(this::publish);
    }

    @Test
    void newMentorReplacesTheFirst() {
        tomaszMentorsPriya();
        UUID zadie = UUID.randomUUID();
        Participant.Mentorship ended = mentorship(tomasz, priya, OAKFIELD, LocalDate.parse("2025-12-31"));
        Participant.Mentorship next = mentorship(zadie, priya, OAKFIELD, null);

        publish(OakfieldFixtures.in(
                OakfieldFixtures.mentor(
                        zadie, "1820458", "Zadie Lim", OakfieldFixtures.AT, Map.of(OAKFIELD, "z@oakfield.example.org")),
                next));
        publish(OakfieldFixtures.in(ect(priya), ended, next));

        awaitStatus(amber, mentor(zadie), 200);
        awaitStatus(amber, mentor(tomasz), 404);
        assertThat(listed(amber, MENTORS)).containsExactly(zadie.toString());
    }

    @Test
    void newMentorshipAloneDoesNotMoveTheMentor() {
        tomaszMentorsPriya();
        Instant before = updatedAt(amber, "unfunded-mentor", tomasz);
        UUID another = UUID.randomUUID();
        Participant mentee = mentee(another);

        publish(OakfieldFixtures.in(
                tomasz(),
                mentorship(tomasz, priya, OAKFIELD, null),
                mentee.mentorships().getFirst()));
        publish(mentee);
        schedule(mentee);

        awaitShown(
                amber, PARTICIPANTS + "/" + another, "data.attributes.ecf_enrolments[0].mentor_id", tomasz.toString());
        awaitRefreshed(tomasz, 2);
        assertThat(updatedAt(amber, "unfunded-mentor", tomasz)).isEqualTo(before);
    }

    /** Waits until a version of the participant is stored and all earlier refreshes are done. */
    private void awaitRefreshed(UUID participant, long version) {
        await().atMost(SOON)
                .until(() -> pool.preparedQuery("""
                        select 1 from facts where topic = 'participant-changes' and key = $1::text and version = $2
                        and not exists (select from refresh_queue where participant_id = $1::text::uuid)""")
                                .execute(Tuple.of(participant.toString(), version))
                                .await()
                                .atMost(SOON)
                                .size()
                        == 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "full_name, Tomasz Reid",
        "email, tomasz@oakfield.example.org",
        "teacher_reference_number, 1820459",
    })
    void changedNameEmailOrTrnMovesTheMentor(String field, String value) {
        tomaszMentorsPriya();
        Instant before = updatedAt(amber, "unfunded-mentor", tomasz);

        publish(OakfieldFixtures.in(
                OakfieldFixtures.mentor(
                        tomasz,
                        field.equals("teacher_reference_number") ? value : "1820457",
                        field.equals("full_name") ? value : "Tomasz Hale",
                        OakfieldFixtures.AT,
                        Map.of(OAKFIELD, field.equals("email") ? value : "t.hale@oakfield.example.org")),
                mentorship(tomasz, priya, OAKFIELD, null)));

        awaitShown(amber, mentor(tomasz), "data.attributes." + field, value);
        Instant after = updatedAt(amber, "unfunded-mentor", tomasz);
        assertThat(after).isAfter(before);
        assertThat(listed(amber, MENTORS + "?filter[updated_since]=" + after)).containsExactly(tomasz.toString());
        assertThat(listed(amber, MENTORS + "?filter[updated_since]=" + after.plusMillis(1)))
                .isEmpty();
    }

    @Test
    void mentorOfADeletedEctDisappears() {
        tomaszMentorsPriya();
        delete(priya);
        awaitStatus(amber, mentor(tomasz), 404);
        assertThat(listed(amber, MENTORS)).isEmpty();
    }

    @Test
    void deletedMentorDisappears() {
        tomaszMentorsPriya();
        delete(tomasz);
        awaitStatus(amber, mentor(tomasz), 404);
        assertThat(listed(amber, MENTORS)).isEmpty();
    }

    @Test
    void mentorIsShownAsOfTheSandboxDate() {
        tomaszMentorsPriya();
        String then = "2026-01-01T09:00:00Z";
        assertThat(at(then).get(mentor(tomasz)).jsonPath().getString("data.attributes.full_name"))
                .isEqualTo("Tomasz Hale");
        assertThat(at(then).get(MENTORS).jsonPath().getList("data.id")).containsExactly(tomasz.toString());
    }

    // both lists

    @ParameterizedTest
    @ValueSource(strings = {TRANSFERS, MENTORS})
    void listIsSortedFilteredAndPaged(String list) {
        // The participant registered last arrives first.
        List<String> byUpdate = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Instant createdAt = OakfieldFixtures.AT.minusSeconds(i);
            UUID id = list.equals(TRANSFERS) ? movedSince(createdAt) : unfundedSince(createdAt);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(listed(amber, list)).contains(id.toString()));
            byUpdate.add(id.toString());
        }
        String kind = list.equals(TRANSFERS) ? "participant-transfer" : "unfunded-mentor";
        List<String> byCreation = byUpdate.reversed();

        assertThat(listed(amber, list)).isEqualTo(byCreation);
        assertThat(listed(amber, list + "?sort=created_at")).isEqualTo(byCreation);
        assertThat(listed(amber, list + "?sort=-created_at")).isEqualTo(byUpdate);
        assertThat(listed(amber, list + "?sort=updated_at")).isEqualTo(byUpdate);
        assertThat(listed(amber, list + "?sort=-updated_at")).isEqualTo(byUpdate.reversed());
        assertThat(listed(amber, list + "?sort=full_name")).isEqualTo(byCreation);

        Instant third = updatedAt(amber, kind, UUID.fromString(byUpdate.get(2)));
        assertThat(listed(amber, list + "?filter[updated_since]=" + third))
                .containsExactly(byUpdate.get(3), byUpdate.get(2));
        assertThat(listed(amber, list + "?sort=updated_at&filter[updated_since]=" + third))
                .containsExactly(byUpdate.get(2), byUpdate.get(3));
        assertThat(listed(amber, list + "?filter[updated_since]=2100-01-01T00:00:00Z"))
                .isEmpty();

        List<String> paged = IntStream.rangeClosed(1, 3)
                .mapToObj(page -> listed(amber, list + "?page[per_page]=3&page[page]=" + page))
                .flatMap(List::stream)
                .toList();
        assertThat(paged).isEqualTo(byCreation);
        // filters of other lists
        assertThat(listed(amber, list + "?filter[cohort]=1999&filter[training_status]=withdrawn"))
                .isEqualTo(byCreation);
        for (String refused : List.of("page[page]=0", "filter[updated_since]=2026-01-28", "filter=x")) {
            assertThat(as(amber).get(list + "?" + refused).statusCode()).isEqualTo(400);
        }
    }

    private UUID movedSince(Instant createdAt) {
        Participant moved = moved(UUID.randomUUID());
        Participant.SchoolPeriod old = moved.schoolPeriods().getFirst();
        Participant since = moved.withSchoolPeriods(List.of(
                old.withRegisteredAt(createdAt).withCreatedAt(createdAt),
                moved.schoolPeriods().getLast()));
        schedule(since);
        publish(since);
        return since.id();
    }

    private UUID unfundedSince(Instant createdAt) {
        UUID mentor = UUID.randomUUID();
        UUID ect = UUID.randomUUID();
        Participant.Mentorship mentorship = mentorship(mentor, ect, OAKFIELD, null);
        publish(OakfieldFixtures.in(
                OakfieldFixtures.mentor(mentor, "1820457", "Tomasz Hale", createdAt, Map.of(OAKFIELD, "t@example.org")),
                mentorship));
        Participant mentee = OakfieldFixtures.in(ect(ect), mentorship);
        schedule(mentee);
        publish(mentee);
        return mentor;
    }

    @Test
    void unchangedListsAndRecordsAreNotSentAgain() {
        tomaszMentorsPriya();
        UUID zadie = UUID.randomUUID();
        Participant moved = moved(zadie);
        schedule(moved);
        publish(moved);
        shown(amber, transfersOf(zadie));
        for (String path : List.of(TRANSFERS, transfersOf(zadie), MENTORS, mentor(tomasz))) {
            String tag = as(amber).get(path).header("ETag");
            assertThat(tag).startsWith("W/\"");
            assertThat(as(amber).header("If-None-Match", tag).get(path).statusCode())
                    .isEqualTo(304);
        }
        String transfers = as(amber).get(TRANSFERS).header("ETag");
        String mentors = as(amber).get(MENTORS).header("ETag");

        publish(OakfieldFixtures.in(tomasz("tomasz@oakfield.example.org"), mentorship(tomasz, priya, OAKFIELD, null)));
        awaitShown(amber, mentor(tomasz), "data.attributes.email", "tomasz@oakfield.example.org");

        assertThat(as(amber).header("If-None-Match", mentors).get(MENTORS).statusCode())
                .isEqualTo(200);
        assertThat(as(amber).header("If-None-Match", transfers).get(TRANSFERS).statusCode())
                .isEqualTo(304);
    }

    @Test
    void unknownIdIsNotFound() {
        tomaszMentorsPriya();
        for (String path : List.of(
                transfersOf(priya),
                transfersOf(tomasz),
                transfersOf(UUID.randomUUID()),
                PARTICIPANTS + "/nobody/transfers",
                mentor(priya),
                mentor(UUID.randomUUID()),
                MENTORS + "/nobody",
                PARTICIPANTS + "/" + tomasz)) {
            Response response = as(amber).get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.jsonPath().getString("errors[0].title"))
                    .as(path)
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TRANSFERS, MENTORS})
    void onlyLeadProvidersCanReadTheLists(String list) {
        assertThat(given().get(list).statusCode()).isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(TestTokens.issue(Scope.SCHOOL))
                        .get(list)
                        .statusCode())
                .isEqualTo(403);
    }
}
