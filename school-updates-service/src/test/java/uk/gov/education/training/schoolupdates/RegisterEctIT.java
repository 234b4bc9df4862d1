package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;
import static uk.gov.education.training.testsupport.TopicClient.header;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class RegisterEctIT {

    private static final String ECTS = SCHOOL + "/ects";

    @Inject
    SchoolUpdates service;

    private String trn;

    @BeforeEach
    void prepare() {
        service.prepare();
        trn = SchoolUpdates.newTrn();
    }

    @Test
    void registrationReturnsTheSchoolsView() {
        service.post(ECTS, SchoolUpdates.ect(trn))
                .statusCode(201)
                .body("trn", equalTo(trn))
                .body("full_name", equalTo("Ada Lovelace"))
                .body("ect.started_on", equalTo("2025-09-01"))
                .body("ect.working_pattern", equalTo("full_time"))
                .body("ect.training.programme", equalTo("provider_led"))
                .body("ect.training.lead_provider_id", equalTo(LEAD_PROVIDER.toString()))
                .body("ect.training.cohort", is(2025))
                .body("ect.training.started_on", equalTo("2025-09-15"))
                .body("version", is(1));
    }

    @Test
    void registrationIsPublished() {
        Instant before = Instant.now();

        String id = service.registeredEct(trn);

        List<Message<ParticipantChange, Participant>> events = service.events(id);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo(1);
            assertThat(event.at()).isEqualTo(SchoolUpdates.NOW);
            assertThat(event.change()).isInstanceOf(EctRegistered.class);
            assertThat(event.snapshot().schoolPeriods().getFirst().registeredAt())
                    .isEqualTo(SchoolUpdates.NOW);
            assertThat(event.snapshot().schoolPeriods().getFirst().createdAt()).isAfterOrEqualTo(before);
        });
        ConsumerRecord<String, byte[]> record = service.records(id).getFirst();
        assertThat(header(record, "ce_type")).isEqualTo("uk.gov.education.training.ect-registered.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/school-updates-service");
        assertThat(header(record, "ce_subject")).isEqualTo(id);
        assertThat(Instant.parse(header(record, "ce_time"))).isAfterOrEqualTo(before);
    }

    @Test
    void allErrorsAreReportedTogether() {
        Map<String, Object> body = SchoolUpdates.ect("12345");
        body.put("full_name", " ");
        body.put("email", "nobody");
        body.remove("working_pattern");
        body.remove("lead_provider_id");

        service.refused(
                422,
                () -> service.post(ECTS, body),
                "trn",
                "full_name",
                "email",
                "working_pattern",
                "lead_provider_id");
    }

    @Test
    void valueOfTheWrongKindIsNamed() {
        Map<String, Object> body = SchoolUpdates.ect(trn);
        body.put("started_on", "1 September");

        service.refused(400, () -> service.post(ECTS, body), "started_on");
    }

    @Test
    void unknownFieldsAreIgnored() {
        Map<String, Object> body = SchoolUpdates.ect(trn);
        body.put("favourite_colour", "blue");

        service.post(ECTS, body).statusCode(201);
    }

    @Test
    void charactersThatCannotBeStoredAreRefusedLikeAnyOther() {
        Map<String, Object> body = SchoolUpdates.ect("123\u0000567");
        body.put("full_name", "Ada\u0000");
        body.put("email", "a\u0000@school.example");

        service.post(ECTS, body).statusCode(422).body("errors.field", contains("trn", "full_name", "email"));
        service.get("1%00/participants").statusCode(404);
    }

    @Test
    void unknownSchoolIsNotFound() {
        service.refused(404, () -> service.post("999999/ects", SchoolUpdates.ect(trn)), "urn");
    }

    @Test
    void unknownLeadProviderIsRefused() {
        Map<String, Object> body = with(SchoolUpdates.ect(trn), "lead_provider_id", UNKNOWN_ID);

        service.refused(422, () -> service.post(ECTS, body), "lead_provider_id");
    }

    @Test
    void emailOfSomeoneElseIsRefused() {
        service.registeredEct(trn);
        Map<String, Object> body = SchoolUpdates.ect(SchoolUpdates.newTrn());
        body.put("email", "ECT" + trn + "@school.example");

        service.refused(422, () -> service.post(ECTS, body), "email");
    }

    @Test
    void sameTrnAgainIsRefused() {
        service.registeredEct(trn);

        service.refused(422, () -> service.post(ECTS, SchoolUpdates.ect(trn)), "trn");
    }

    @Test
    void closedRegistrationIsAReason() {
        Caller school = service.school().on("2026-06-05");
        Map<String, Object> body = with(SchoolUpdates.ect(trn), "full_name", "");

        service.refused(422, () -> school.post(ECTS, body), "request", "full_name");
    }

    @Test
    void transferEndsThePreviousSchoolPeriod() {
        String id = service.registeredEct(trn);
        Map<String, Object> body = with(SchoolUpdates.ect(trn), "started_on", "2025-10-01");

        service.post(OTHER_SCHOOL + "/ects", body)
                .statusCode(201)
                .body("id", equalTo(id))
                .body("ect.started_on", equalTo("2025-10-01"))
                .body("ect.training.started_on", equalTo("2025-10-01"))
                .body("version", is(2));

        service.get(SCHOOL + "/participants/" + id)
                .body("ect.finished_on", equalTo("2025-09-30"))
                .body("ect.training.finished_on", equalTo("2025-09-30"))
                .body("version", is(2));
        assertThat(service.lastEvent(id)).satisfies(event -> {
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.change())
                    .isEqualTo(new EctRegistered(
                            OTHER_SCHOOL,
                            SCHOOL,
                            LocalDate.parse("2025-10-01"),
                            TrainingProgramme.PROVIDER_LED,
                            LEAD_PROVIDER));
            assertThat(event.snapshot().trainings()).hasSize(2);
            assertThat(event.snapshot().schoolPeriods().getFirst().ending())
                    .isEqualTo(new Ending(EndReason.JOINED_ANOTHER_SCHOOL, OTHER_SCHOOL, Instant.parse(NOW)));
        });
    }

    @Test
    void transferEndsTheMentorshipInBothRecords() {
        String ect = service.registeredEct(trn);
        String mentor = service.newMentorOf(ect);

        service.post(OTHER_SCHOOL + "/ects", with(SchoolUpdates.ect(trn), "started_on", "2025-10-01"))
                .statusCode(201)
                .body("ect.mentor_id", nullValue())
                .body("version", is(3));

        assertThat(service.changes(ect))
                .containsExactly(EctRegistered.class, MentorAssigned.class, EctRegistered.class);
        assertThat(service.changes(mentor)).containsExactly(MentorRegistered.class, MentorshipEnded.class);
        assertThat(service.lastEvent(mentor).change())
                .isEqualTo(new MentorshipEnded(
                        UUID.fromString(mentor), UUID.fromString(ect), LocalDate.parse("2025-09-30")));
        assertThat(service.lastEvent(mentor).snapshot().mentorships())
                .isEqualTo(service.lastEvent(ect).snapshot().mentorships())
                .extracting(Mentorship::finishedOn)
                .containsExactly(LocalDate.parse("2025-09-30"));
        assertThat(service.lastEvent(mentor).snapshot().schoolPeriods())
                .extracting(SchoolPeriod::finishedOn)
                .containsOnlyNulls();
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorshipThatWouldBeginAfterTheTransferIsRemoved() {
        String ect = service.registeredEct(trn);
        String mentor = service.registered(
                SCHOOL + "/mentors",
                with(SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect), "started_on", "2025-11-03"));

        service.post(OTHER_SCHOOL + "/ects", with(SchoolUpdates.ect(trn), "started_on", "2025-10-01"))
                .statusCode(201);

        assertThat(service.lastEvent(mentor)).satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new MentorshipEnded(UUID.fromString(mentor), UUID.fromString(ect), null));
            assertThat(event.snapshot().mentorships()).isEmpty();
        });
        assertThat(service.lastEvent(ect).snapshot().mentorships()).isEmpty();
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void transferTooSoonOrTooLateIsRefused() {
        service.registeredEct(trn);
        Map<String, Object> tooSoon = with(SchoolUpdates.ect(trn), "started_on", "2025-09-16");
        Map<String, Object> tooLate = with(SchoolUpdates.ect(trn), "started_on", "2026-01-16");

        service.refused(422, () -> service.post(OTHER_SCHOOL + "/ects", tooSoon), "started_on");
        service.refused(422, () -> service.post(OTHER_SCHOOL + "/ects", tooLate), "started_on");
    }
}
