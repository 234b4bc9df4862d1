package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class MergeParticipantsIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private ValidatableResponse merge(String from, Object into) {
        return service.support().post("participants/" + from + "/merge", Map.of("into", into));
    }

    /** Registers the same person with another TRN as a mentor at another school. */
    private String again() {
        return service.registered(OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn()));
    }

    @Test
    void recordThatStaysTakesOverEverything() {
        String from = service.newEct();
        String mentor = service.newMentorOf(from);
        service.appropriateBody()
                .post("participants/" + from + "/induction-periods", Map.of("started_on", "2025-09-01"))
                .statusCode(201);
        Participant before = service.lastEvent(from).snapshot();
        String into = again();

        merge(from, into)
                .statusCode(200)
                .body("id", equalTo(into))
                .body("id_changes.from_participant_id", contains(from))
                .body("id_changes.to_participant_id", contains(into))
                .body("version", is(2));

        Participant after = service.lastEvent(into).snapshot();
        assertThat(after.trainings()).isEqualTo(before.trainings());
        assertThat(after.inductionPeriods()).isEqualTo(before.inductionPeriods());
        assertThat(after.ectTrainingRecordId()).isEqualTo(before.ectTrainingRecordId());
        assertThat(after.schoolPeriods()).hasSize(2).containsAll(before.schoolPeriods());
        assertThat(after.mentorships()).extracting(Mentorship::ectId).containsExactly(UUID.fromString(into));
        assertThat(after.idChanges())
                .containsExactly(new IdChange(UUID.fromString(from), UUID.fromString(into), Instant.parse(NOW)));
        service.get(SCHOOL + "/participants/" + into)
                .body("ect.mentor_id", equalTo(mentor))
                .body("version", is(2));
        service.get(SCHOOL + "/participants/" + mentor)
                .body("mentor.ect_ids", contains(into))
                .body("version", is(2));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void everyoneAffectedHasOneEvent() {
        String one = service.newEct();
        String other = service.newEct();
        String from = service.newMentorOf(one);
        service.put(SCHOOL + "/participants/" + other + "/mentor", Map.of("mentor_id", from))
                .statusCode(200);
        String into = again();

        merge(from, into).statusCode(200);

        DuplicateMerged merged = new DuplicateMerged(UUID.fromString(from), UUID.fromString(into));
        assertThat(Stream.of(from, into, one, other).map(service::lastEvent))
                .allSatisfy(event -> assertThat(event.change()).isEqualTo(merged));
        assertThat(service.events(from)).hasSize(3);
        assertThat(service.events(into)).hasSize(2);
        assertThat(service.events(one)).hasSize(3);
        assertThat(service.events(other)).hasSize(3);
        assertThat(service.lastEvent(one).snapshot().mentorships())
                .extracting(Mentorship::mentorId)
                .containsExactly(UUID.fromString(into));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mergedRecordKeepsOnlyTheIdOfTheOther() {
        String from = service.newEct();
        String into = again();

        merge(from, into).statusCode(200);

        assertThat(service.lastEvent(from).snapshot())
                .isEqualTo(new Participant(
                        UUID.fromString(from),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new IdChange(UUID.fromString(from), UUID.fromString(into), Instant.parse(NOW)))));
        assertThat(service.sql("select 1 from participants where id = $1", UUID.fromString(from)))
                .isEmpty();
        service.get(SCHOOL + "/participants/" + from).statusCode(404);
        service.refused(404, () -> merge(from, into), "id");
        service.refused(404, () -> service.support().delete("participants/" + from), "id");
    }

    @Test
    void registrationWithTheTrnOfAMergedRecordFindsTheOneThatStays() {
        String trn = SchoolUpdates.newTrn();
        String from = service.registeredEct(trn);
        String between = again();
        String into =
                service.registered(service.newSchool() + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn()));
        merge(from, between).statusCode(200);
        merge(between, into).statusCode(200);

        service.refused(422, () -> service.post(SCHOOL + "/ects", SchoolUpdates.ect(trn)), "trn");
        service.post(service.newSchool() + "/mentors", with(SchoolUpdates.mentor(trn), "started_on", "2025-09-15"))
                .statusCode(201)
                .body("id", equalTo(into))
                .body("trn", not(trn));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mergeIsRefusedUntilADuplicateDeclarationIsVoided() {
        String from = service.newEct();
        String into = again();
        Declarations first = declared(from, LEAD_PROVIDER);
        Declarations second = declared(into, UUID.randomUUID());
        service.publishAndAwait(Topics.DECLARATIONS, from, submitted(first), first);
        service.publishAndAwait(Topics.DECLARATIONS, into, submitted(second), second);
        UUID double1 = first.declarations().getFirst().id();
        UUID double2 = second.declarations().getFirst().id();

        service.refused(422, () -> merge(from, into), "into");
        merge(from, into)
                .statusCode(422)
                .body("errors[0].detail", containsString("'started'"))
                .body("errors[0].detail", containsString(double1 + " of " + SchoolUpdates.LEAD_PROVIDER_NAME))
                .body("errors[0].detail", containsString(double2 + " of lead provider"));

        service.publishAndAwait(
                Topics.DECLARATIONS,
                into,
                2,
                new DeclarationVoided(double2, LEAD_PROVIDER),
                second.voided(double2, Instant.parse(NOW)));
        merge(from, into).statusCode(200);
    }

    @Test
    void overlappingSchoolPeriodsBecomeOne() {
        String from = service.newEct();
        String mentor = service.newMentorOf(from);
        String into = service.registeredEct(SchoolUpdates.newTrn());

        merge(from, into).statusCode(200);

        Participant after = service.lastEvent(into).snapshot();
        assertThat(after.schoolPeriods()).hasSize(1);
        assertThat(after.trainings())
                .hasSize(2)
                .filteredOn(Training::takesPlace)
                .hasSize(1);
        service.get(SCHOOL + "/participants/" + mentor).body("mentor.ect_ids", contains(into));
        RowSnapshotConsistency.hold(service);
    }

    private static Declarations declared(String participant, UUID leadProvider) {
        Instant at = Instant.parse(NOW);
        return new Declarations(
                UUID.fromString(participant),
                List.of(new Declaration(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        leadProvider,
                        Role.ECT,
                        2025,
                        "ecf-standard-september",
                        DeclarationType.STARTED,
                        at,
                        null,
                        null,
                        SchoolUpdates.DELIVERY_PARTNER,
                        false,
                        false,
                        at,
                        at,
                        null)));
    }

    private static DeclarationSubmitted submitted(Declarations declared) {
        Declaration declaration = declared.declarations().getFirst();
        return new DeclarationSubmitted(
                declaration.id(),
                declaration.trainingId(),
                declaration.leadProviderId(),
                declaration.role(),
                declaration.type(),
                declaration.declarationDate());
    }

    @Test
    void laterMergesKeepAllIdChanges() {
        String first = service.newEct();
        String second = again();
        String third =
                service.registered(service.newSchool() + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn()));
        merge(first, second).statusCode(200);

        merge(second, third)
                .statusCode(200)
                .body("id_changes.from_participant_id", contains(first, second))
                .body("id_changes.to_participant_id", contains(second, third));

        service.get(SCHOOL + "/participants/" + third).statusCode(200).body("ect", notNullValue());
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void recordIsNotMergedIntoItself() {
        String id = service.newEct();

        merge(id, id).statusCode(422).body("errors.field", everyItem(is("into")));

        assertThat(service.events(id)).hasSize(1);
    }

    @Test
    void recordsAtTwoSchoolsAreNotMerged() {
        String one = service.newEct();
        String other = service.registered(OTHER_SCHOOL + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));

        // the school periods and the training
        service.refused(422, () -> merge(one, other), "into", "into");
    }

    @Test
    void mentorAndTheirEctAreNotMerged() {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);

        service.refused(422, () -> merge(ect, mentor), "into");
        service.refused(422, () -> merge(mentor, ect), "into");
    }

    @Test
    void unknownRecordIsRefused() {
        String id = service.newEct();

        service.refused(422, () -> merge(id, UNKNOWN_ID), "into");
        service.refused(400, () -> merge(id, "somebody"), "into");
    }
}
