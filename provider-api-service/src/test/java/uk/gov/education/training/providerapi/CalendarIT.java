package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ParticipantFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;
import uk.gov.education.training.testsupport.TopicSnapshot;

/**
 * Refreshes documents that the calendar changed while the service was down for some days, and no others. A participant
 * for whom a rule fails blocks no others.
 */
@ServiceIT
class CalendarIT {

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID mentor = UUID.randomUUID();
    private final LocalDate today = LocalDate.now(London.ZONE);
    /** The day on which the service stopped. */
    private final LocalDate then = today.minusDays(6);

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;

    @BeforeEach
    void connect() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
    }

    @Test
    void documentsDueWhileTheServiceWasDownAreRefreshed() {
        // Given
        Participant beganToday = register(ect(today, null));
        Participant beganMeanwhile = register(ect(today.minusDays(3), null));
        Participant leftToday = register(ect(today.minusYears(1), today));
        Participant leftMeanwhile = register(ect(today.minusYears(1), today.minusDays(4)));
        Participant mentored = register(mentored(today.minusDays(2)));
        Participant asItWas = register(ect(today.minusYears(1), null));
        Participant broken = register(ect(today, null));
        Participant tomorrow = register(ect(today.plusDays(1), null));
        TopicSnapshot.awaitEverything();
        List<UUID> turning =
                List.of(beganToday.id(), beganMeanwhile.id(), leftToday.id(), leftMeanwhile.id(), mentored.id());
        Map<String, Instant> before = updatedAt();

        // When
        storeAsOfLastRun(beganToday, "joining", today);
        storeAsOfLastRun(beganMeanwhile, "joining", today.minusDays(3));
        storeAsOfLastRun(leftToday, "leaving", today);
        storeAsOfLastRun(leftMeanwhile, "leaving", today.minusDays(4));
        storeAsOfLastRun(mentored, "active", today.minusDays(1));
        storeAsOfLastRun(asItWas, "active", today.minusDays(1));
        dueThoughNoRuleCanDecideAbout(broken);

        // Then
        await().atMost(LATER).untilAsserted(() -> assertThat(dueOrOverdue()).containsExactly(broken.id()));
        assertThat(status(beganToday)).isEqualTo("active");
        assertThat(status(beganMeanwhile)).isEqualTo("active");
        assertThat(status(leftToday)).isEqualTo("left");
        assertThat(status(leftMeanwhile)).isEqualTo("left");
        assertThat(mentorOf(mentored)).isNull();
        assertThat(status(tomorrow)).isEqualTo("joining");

        Map<String, Instant> after = updatedAt();
        turning.forEach(id -> assertThat(after.get("participant " + id)).isAfter(before.get("participant " + id)));
        // They have also left the school, so their transfer is complete now.
        List.of(leftToday, leftMeanwhile).forEach(who -> assertThat(after.get("participant-transfer " + who.id()))
                .isAfter(before.get("participant-transfer " + who.id())));
        List.of(asItWas, broken, tomorrow).forEach(who -> assertThat(after.get("participant " + who.id()))
                .isEqualTo(before.get("participant " + who.id())));
        assertThat(changedSince(newest(before))).containsExactlyInAnyOrderElementsOf(turning);
    }

    private Participant ect(LocalDate startedOn, @Nullable LocalDate finishedOn) {
        Participant registered = OakfieldFixtures.ect(UUID.randomUUID(), amber, UUID.randomUUID(), "Priya Okafor");
        SchoolPeriod period = registered.schoolPeriods().getFirst();
        Training training = registered.trainings().getFirst();
        Ending ending =
                finishedOn == null ? null : new Ending(EndReason.LEFT_SCHOOL, period.schoolUrn(), OakfieldFixtures.AT);
        return registered
                .withSchoolPeriods(List.of(period.withStartedOn(startedOn)
                        .withFinishedOn(finishedOn)
                        .withEnding(ending)))
                .withTrainings(List.of(training.withStartedOn(startedOn)
                        .withFinishedOn(finishedOn)
                        .withEnding(ending)));
    }

    /** @param until the last day with the only mentor */
    private Participant mentored(LocalDate until) {
        Participant ect = ect(today.minusYears(1), null);
        return ect.withMentorships(List.of(ParticipantFixtures.mentorship(
                        UUID.randomUUID(),
                        mentor,
                        ect.id(),
                        ect.schoolPeriods().getFirst().schoolUrn(),
                        today.minusYears(1),
                        OakfieldFixtures.AT)
                .withFinishedOn(until)
                .withEctTrainingStartedOn(today.minusYears(1))));
    }

    private Participant register(Participant participant) {
        String key = participant.id().toString();
        topics.publish(
                SCHEDULE_ASSIGNMENTS,
                key,
                OakfieldFixtures.scheduled(
                        participant.id(), 1, participant.trainings().getFirst().id()));
        topics.publish(
                PARTICIPANT_CHANGES,
                key,
                new Message<>(1, OakfieldFixtures.AT, new NameChanged("Priya", "Priya Okafor"), participant));
        return participant;
    }

    /** Stores the documents as a service left them that has not run since that day. */
    private void storeAsOfLastRun(Participant participant, String status, LocalDate nextChangeOn) {
        for (String path : List.of("/api/v3/participants/{id}", "/api/v3/participants/{id}/transfers")) {
            var shown = given().auth()
                    .oauth2(token)
                    .header("X-With-Server-Date", then + "T12:00:00Z")
                    .get(path, participant.id());
            if (shown.statusCode() == 200) {
                String resource = shown.asString()
                        .substring("{\"data\":".length(), shown.asString().length() - 1);
                assertThat(resource).contains(path.endsWith("transfers") ? "incomplete" : "\"" + status + "\"");
                execute(
                        "update provider_documents set document = $1, next_change_on = $2"
                                + " where id = $3 and kind = $4 and lead_provider_id = $5",
                        Tuple.of(
                                resource,
                                nextChangeOn,
                                participant.id(),
                                path.endsWith("transfers") ? "participant-transfer" : "participant",
                                amber));
            }
        }
    }

    private void dueThoughNoRuleCanDecideAbout(Participant participant) {
        execute(
                "update facts set snapshot = '[]' where topic = 'participant-changes' and key = $1",
                Tuple.of(participant.id().toString()));
        execute("update provider_documents set next_change_on = $1 where id = $2", Tuple.of(today, participant.id()));
    }

    private List<Row> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> {
                    List<Row> found = new ArrayList<>();
                    rows.forEach(found::add);
                    return found;
                })
                .await()
                .indefinitely();
    }

    private List<UUID> dueOrOverdue() {
        return execute(
                        "select distinct id from provider_documents where lead_provider_id = $1"
                                + " and next_change_on <= $2",
                        Tuple.of(amber, today))
                .stream()
                .map(row -> row.getUUID(0))
                .toList();
    }

    /** The time of the last change of each document, to the microsecond. */
    private Map<String, Instant> updatedAt() {
        Map<String, Instant> times = new HashMap<>();
        execute("select kind, id, updated_at from provider_documents where lead_provider_id = $1", Tuple.of(amber))
                .forEach(row -> times.put(
                        row.getString(0) + " " + row.getUUID(1),
                        row.getOffsetDateTime(2).toInstant()));
        return times;
    }

    private static Instant newest(Map<String, Instant> times) {
        return times.values().stream().max(Instant::compareTo).orElseThrow();
    }

    /** The participants that a client gets for a time with fractions of a second. */
    private List<UUID> changedSince(Instant time) {
        return given()
                .auth()
                .oauth2(token)
                .get("/api/v3/participants?filter[updated_since]=" + time.plusNanos(1_000))
                .jsonPath()
                .getList("data.id")
                .stream()
                .map(id -> UUID.fromString(id.toString()))
                .toList();
    }

    private JsonPath enrolment(Participant participant) {
        JsonPath shown = given().auth()
                .oauth2(token)
                .get("/api/v3/participants/{id}", participant.id())
                .jsonPath();
        shown.setRootPath("data.attributes.ecf_enrolments[0]");
        return shown;
    }

    private String status(Participant participant) {
        return enrolment(participant).getString("participant_status");
    }

    private @Nullable String mentorOf(Participant participant) {
        return enrolment(participant).getString("mentor_id");
    }
}
