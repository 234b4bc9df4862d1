package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class DeleteParticipantIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private ValidatableResponse delete(String id) {
        return service.support().delete("participants/" + id);
    }

    @Test
    void onlyATombstoneRemains() {
        String id = service.newEct();

        delete(id).statusCode(204);

        service.get(SCHOOL + "/participants/" + id).statusCode(404);
        service.refused(404, () -> delete(id), "id");
        for (String table : List.of("school_periods", "trainings", "mentorships", "induction_periods")) {
            assertThat(service.sql("select 1 from " + table + " where participant_id = $1", UUID.fromString(id)))
                    .isEmpty();
        }
        assertThat(service.sql("select 1 from participants where id = $1", UUID.fromString(id)))
                .isEmpty();
        assertThat(service.records(id)).hasSize(2).last().satisfies(record -> {
            assertThat(record.value()).isNull();
            assertThat(record.key()).isEqualTo(id);
        });
    }

    @Test
    void trnCanBeRegisteredAgainForANewParticipant() {
        String trn = SchoolUpdates.newTrn();
        String id = service.registeredEct(trn);
        delete(id).statusCode(204);

        String again = service.post(SCHOOL + "/ects", SchoolUpdates.ect(trn))
                .statusCode(201)
                .body("version", is(1))
                .extract()
                .path("id");

        assertThat(again).isNotEqualTo(id);
        assertThat(service.changes(again)).containsExactly(EctRegistered.class);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorshipWithADeletedEctIsRemoved() {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);

        delete(ect).statusCode(204);

        service.get(SCHOOL + "/participants/" + mentor)
                .body("mentor.ect_ids", empty())
                .body("version", is(2));
        assertThat(service.lastEvent(mentor)).satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new MentorshipEnded(UUID.fromString(mentor), UUID.fromString(ect), null));
            assertThat(event.snapshot().mentorships()).isEmpty();
            assertThat(event.snapshot().trainings()).hasSize(1);
        });
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void everyEctOfADeletedMentorHasOneEvent() {
        String one = service.newEct();
        String other = service.newEct();
        String mentor = service.newMentorOf(one);
        service.put(SCHOOL + "/participants/" + other + "/mentor", Map.of("mentor_id", mentor))
                .statusCode(200);

        delete(mentor).statusCode(204);

        assertThat(service.changes(one))
                .isEqualTo(service.changes(other))
                .containsExactly(EctRegistered.class, MentorAssigned.class, MentorshipEnded.class);
        service.get(SCHOOL + "/participants/" + other).body("ect.mentor_id", nullValue());
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void participantWhoHasStartedCannotBeDeleted() {
        String id = service.newEct();
        service.newMentorOf(id);
        service.appropriateBody()
                .post("participants/" + id + "/induction-periods", Map.of("started_on", "2025-09-01"))
                .statusCode(201);
        Training training = service.lastEvent(id).snapshot().trainings().getFirst();
        service.publishAndAwait(
                Topics.TRAINING_CHANGES,
                id,
                new TrainingDeferred(training.id(), LEAD_PROVIDER, Role.ECT, "career_break"),
                new TrainingReports(
                        UUID.fromString(id),
                        List.of(new TrainingReport(
                                training.id(),
                                LEAD_PROVIDER,
                                List.of(new StatusReport(TrainingStatus.DEFERRED, "career_break", Instant.parse(NOW))),
                                List.of()))));

        // induction, and what the lead provider reported
        service.refused(422, () -> delete(id), "id", "id");
    }

    @Test
    void participantWithAVoidedDeclarationCannotBeDeleted() {
        String id = service.newEct();
        Declarations declared = declared(id, service.newMentorOf(id));
        Declaration declaration = declared.declarations().getFirst();

        service.publishAndAwait(Topics.DECLARATIONS, id, 1, submitted(declaration), declared);
        service.refused(422, () -> delete(id), "id");

        service.publishAndAwait(
                Topics.DECLARATIONS,
                id,
                2,
                new DeclarationVoided(declaration.id(), LEAD_PROVIDER),
                declared.voided(declaration.id(), Instant.parse(NOW)));
        service.refused(422, () -> delete(id), "id");
    }

    @Test
    void declarationUnderAFormerIdCountsToo() {
        String merged = service.newEct();
        String kept = service.newMentor();
        Declarations declared = declared(merged, null);
        service.publishAndAwait(
                Topics.DECLARATIONS, merged, submitted(declared.declarations().getFirst()), declared);
        service.support()
                .post("participants/" + merged + "/merge", Map.of("into", kept))
                .statusCode(200);

        service.refused(422, () -> delete(kept), "id");
    }

    private Declarations declared(String id, @Nullable String mentorId) {
        Training training = service.lastEvent(id).snapshot().trainings().getFirst();
        Instant now = Instant.parse(NOW);
        return new Declarations(
                UUID.fromString(id),
                List.of(new Declaration(
                        UUID.randomUUID(),
                        training.id(),
                        LEAD_PROVIDER,
                        Role.ECT,
                        2025,
                        "ecf-standard-september",
                        DeclarationType.STARTED,
                        now,
                        "training-event-attended",
                        mentorId == null ? null : UUID.fromString(mentorId),
                        DELIVERY_PARTNER,
                        false,
                        false,
                        now,
                        now,
                        null)));
    }

    private static DeclarationSubmitted submitted(Declaration declaration) {
        return new DeclarationSubmitted(
                declaration.id(),
                declaration.trainingId(),
                declaration.leadProviderId(),
                declaration.role(),
                declaration.type(),
                declaration.declarationDate());
    }
}
