package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.TrnCorrected;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class CorrectTrnIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private ValidatableResponse correct(String id, String trn) {
        return service.support().put("participants/" + id + "/trn", Map.of("trn", trn));
    }

    @Test
    void correctedTrnKeepsTheId() {
        String old = SchoolUpdates.newTrn();
        String trn = SchoolUpdates.newTrn();
        String id = service.registeredEct(old);
        Participant before = service.lastEvent(id).snapshot();

        correct(id, trn)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("trn", equalTo(trn))
                .body("id_changes", empty())
                .body("version", is(2));

        assertThat(service.lastEvent(id).change()).isEqualTo(new TrnCorrected(old, trn));
        assertThat(service.lastEvent(id).snapshot()).isEqualTo(before.withTrn(trn));
        service.get(SCHOOL + "/participants/" + id).body("trn", equalTo(trn));
        service.refused(422, () -> correct(id, trn), "trn");
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void oldAndNewTrnFindTheSamePerson() {
        String old = SchoolUpdates.newTrn();
        String between = SchoolUpdates.newTrn();
        String trn = SchoolUpdates.newTrn();
        String id = service.registeredEct(old);
        correct(id, between).statusCode(200);
        correct(id, trn).statusCode(200);

        service.refused(422, () -> service.post(SCHOOL + "/ects", SchoolUpdates.ect(old)), "trn");
        service.refused(422, () -> service.post(SCHOOL + "/ects", SchoolUpdates.ect(between)), "trn");
        service.post(OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(between))
                .statusCode(201)
                .body("id", equalTo(id))
                .body("trn", equalTo(trn));
    }

    @Test
    void oldTrnOfAnotherPersonFindsNobody() {
        String old = SchoolUpdates.newTrn();
        String id = service.registeredEct(old);

        service.support()
                .put("participants/" + id + "/trn", Map.of("trn", SchoolUpdates.newTrn(), "old_trn_is_anothers", true))
                .statusCode(200);

        service.post(OTHER_SCHOOL + "/ects", with(SchoolUpdates.ect(old), "email", old + "@new.example"))
                .statusCode(201)
                .body("id", not(id))
                .body("trn", equalTo(old))
                .body("version", is(1));
    }

    @Test
    void recordWithTheNewTrnIsMergedIntoTheCorrectedOne() {
        String old = SchoolUpdates.newTrn();
        String trn = SchoolUpdates.newTrn();
        String id = service.registeredEct(old);
        String other = service.registered(OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(trn));

        correct(id, trn)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("trn", equalTo(trn))
                .body("id_changes.from_participant_id", contains(other))
                .body("version", is(3));

        assertThat(service.changes(id).subList(1, 3)).containsExactly(TrnCorrected.class, DuplicateMerged.class);
        assertThat(service.lastEvent(other).snapshot().mergedInto()).contains(UUID.fromString(id));
        assertThat(service.lastEvent(id).snapshot().schoolPeriods()).hasSize(2);
        service.refused(422, () -> service.post(SCHOOL + "/ects", SchoolUpdates.ect(old)), "trn");
        service.refused(422, () -> service.post(SCHOOL + "/ects", SchoolUpdates.ect(trn)), "trn");
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void recordThatHadTheNewTrnBeforeIsMergedToo() {
        String earlier = SchoolUpdates.newTrn();
        String other = service.registered(OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(earlier));
        correct(other, SchoolUpdates.newTrn()).statusCode(200);
        String id = service.newEct();

        correct(id, earlier).statusCode(200).body("id_changes.from_participant_id", contains(other));

        service.get(SCHOOL + "/participants/" + id).body("trn", equalTo(earlier));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void correctionIsRefusedIfTheRecordWithTheNewTrnCannotBeMerged() {
        String trn = SchoolUpdates.newTrn();
        String id = service.newEct();
        service.registered(OTHER_SCHOOL + "/ects", SchoolUpdates.ect(trn));

        service.refused(422, () -> correct(id, trn), "trn", "trn");
    }

    @Test
    void invalidTrnIsRefused() {
        String id = service.newEct();

        service.refused(422, () -> correct(id, "123"), "trn");
        service.refused(422, () -> correct(id, "12345\u0000"), "trn");
    }

    @Test
    void trnsOfADeletedParticipantFindNobody() {
        String old = SchoolUpdates.newTrn();
        String id = service.registeredEct(old);
        correct(id, SchoolUpdates.newTrn()).statusCode(200);

        service.support().delete("participants/" + id).statusCode(204);

        assertThat(service.sql("select 1 from trns where participant_id = $1", UUID.fromString(id)))
                .isEmpty();
        service.post(SCHOOL + "/ects", SchoolUpdates.ect(old)).statusCode(201).body("id", not(id));
    }
}
