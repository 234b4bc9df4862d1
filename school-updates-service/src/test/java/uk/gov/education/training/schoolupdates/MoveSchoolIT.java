package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.SchoolReplaced;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.events.PartnershipChange.PartnershipUrnReplaced;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.schoolupdates.reference.ReferenceDataCommitted;

/** A school has a new URN, or another school takes it over. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class MoveSchoolIT {

    @Inject
    SchoolUpdates service;

    @Inject
    Event<ReferenceDataCommitted> committed;

    @Inject
    Scheduler scheduler;

    private String school;
    private String successor;

    @BeforeEach
    void prepare() {
        service.prepare();
        school = service.newSchool();
        successor = service.newSchool();
    }

    private String ectAt(String urn) {
        return service.registered(urn + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
    }

    private Participant snapshot(String id) {
        return service.lastEvent(id).snapshot();
    }

    /** Gives the school a new URN, as the import of the schools register does. */
    private String newUrn() {
        String urn = service.unusedUrn();
        request("update schools set urn = $2 where urn = $1", urn);
        awaitMoved();
        return urn;
    }

    /** Lets the successor take the school over, as the import of the schools register does. */
    private void merge() {
        requestMerge();
        awaitMoved();
    }

    private void requestMerge() {
        request("""
                update schools set status = 'closed', eligible = false,
                    merged_into_id = (select id from schools where urn = $2) where urn = $1""", successor);
    }

    private void request(String change, String toUrn) {
        service.pool()
                .withTransaction(tx -> tx.preparedQuery(change)
                        .execute(Tuple.of(school, toUrn))
                        .chain(() -> tx.preparedQuery("insert into school_moves (from_urn, to_urn) values ($1, $2)")
                                .execute(Tuple.of(school, toUrn))))
                .await()
                .atMost(SOON);
        committed.fire(new ReferenceDataCommitted());
    }

    private void awaitMoved() {
        await().atMost(SOON)
                .until(() -> service.sql("select 1 from school_moves").isEmpty());
    }

    private List<UUID> partnershipsAt(String urn) {
        return service.sql("select id from partnerships where school_urn = $1 order by created_at", urn).stream()
                .map(row -> row.getUUID(0))
                .toList();
    }

    @Test
    void partnershipsAndParticipantsFollowTheNewUrn() {
        String partnership = service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER));
        String ect = ectAt(school);
        String mentor = service.registered(school + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect));
        Participant before = snapshot(ect);

        String urn = newUrn();

        assertThat(partnershipsAt(urn)).containsExactly(UUID.fromString(partnership));
        assertThat(service.partnershipEvents(partnership).getLast()).satisfies(event -> {
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.change()).isEqualTo(new PartnershipUrnReplaced(school, urn));
            assertThat(event.snapshot().schoolUrn()).isEqualTo(urn);
        });
        for (String id : List.of(ect, mentor)) {
            assertThat(service.lastEvent(id).change()).isEqualTo(new SchoolReplaced(school, urn));
            service.get(urn + "/participants/" + id).statusCode(200);
        }
        assertThat(snapshot(ect).trainings())
                .isEqualTo(before.trainings().stream()
                        .map(training -> training.withSchoolUrn(urn))
                        .toList());
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void requestWithTheOldUrnIsToldTheNewOne() {
        String urn = newUrn();

        service.post(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()))
                .statusCode(404)
                .body("errors[0].detail", containsString(urn));
        service.get(school + "/participants").statusCode(404).body("errors[0].detail", containsString(urn));
        service.support()
                .post("partnerships", SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER))
                .statusCode(422)
                .body("errors[0].detail", containsString(urn));
    }

    @Test
    void trainingMovesToAPartnershipOfTheSuccessorOnTheSamePairing() {
        UUID taken =
                UUID.fromString(service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER)));
        UUID same = UUID.fromString(
                service.confirmed(SchoolUpdates.partnership(successor, LEAD_PROVIDER, DELIVERY_PARTNER)));
        String ect = ectAt(school);

        merge();

        assertThat(partnershipsAt(successor)).containsExactly(same);
        assertThat(partnershipsAt(school)).isEmpty();
        assertThat(service.isDeleted(taken)).isTrue();
        assertThat(service.changes(ect)).containsExactly(EctRegistered.class, SchoolReplaced.class);
        assertThat(snapshot(ect).trainings()).singleElement().satisfies(training -> {
            assertThat(training.partnershipId()).isEqualTo(same);
            assertThat(training.schoolUrn()).isEqualTo(successor);
        });
        service.get(successor + "/participants/" + ect).body("ect.training.confirmed", is(true));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void missingPartnershipOfTheSuccessorIsCreatedAndConfirmsTrainingThere() {
        service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, OTHER_DELIVERY_PARTNER));
        String moved = ectAt(school);
        String interested = ectAt(successor);

        merge();

        assertThat(partnershipsAt(successor)).hasSize(1);
        for (String ect : List.of(moved, interested)) {
            service.get(successor + "/participants/" + ect)
                    .body("ect.training.confirmed", is(true))
                    .body("ect.training.delivery_partner_id", equalTo(OTHER_DELIVERY_PARTNER.toString()));
        }
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void partnershipOfTheSuccessorConfirmsTheInterestOfThoseWhoCome() {
        service.confirmed(SchoolUpdates.partnership(successor, LEAD_PROVIDER, DELIVERY_PARTNER));
        String ect = ectAt(school);

        merge();

        assertThat(service.changes(ect))
                .containsExactly(EctRegistered.class, SchoolReplaced.class, TrainingConfirmed.class);
        service.get(successor + "/participants/" + ect).body("ect.training.confirmed", is(true));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorAtBothSchoolsHasOnePeriodAtTheSuccessor() {
        String trn = SchoolUpdates.newTrn();
        String ect = ectAt(school);
        String mentor = service.registered(school + "/mentors", SchoolUpdates.mentor(trn, ect));
        Map<String, Object> elsewhereToo = with(SchoolUpdates.mentor(trn), "mentoring_at_new_school_only", false);
        String otherEct = ectAt(successor);
        service.registered(
                successor + "/mentors",
                with(with(elsewhereToo, "ect_id", otherEct), "email", "other" + trn + "@school.example"));

        merge();

        assertThat(snapshot(mentor).schoolPeriods())
                .singleElement()
                .extracting(SchoolPeriod::schoolUrn)
                .isEqualTo(successor);
        assertThat(snapshot(mentor).mentorships()).hasSize(2);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void ectWhoHadGoneToTheSuccessorStaysInTraining() {
        String trn = SchoolUpdates.newTrn();
        String ect = service.registered(school + "/ects", SchoolUpdates.ect(trn));
        service.school()
                .on("2025-10-01")
                .post(successor + "/ects", with(SchoolUpdates.ect(trn), "started_on", "2025-10-01"))
                .statusCode(201);

        merge();

        assertThat(snapshot(ect).schoolPeriods()).hasSize(1);
        assertThat(snapshot(ect).trainings())
                .hasSize(2)
                .extracting(Training::schoolPeriodId)
                .containsOnly(snapshot(ect).schoolPeriods().getFirst().id());
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void trainingThatNeverTakesPlaceMovesToo() {
        service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER));
        String trn = SchoolUpdates.newTrn();
        String ect = service.registered(school + "/ects", with(SchoolUpdates.ect(trn), "started_on", "2025-11-01"));
        service.put(school + "/participants/" + ect + "/lead-provider", Map.of("lead_provider_id", OTHER_LEAD_PROVIDER))
                .statusCode(200);

        merge();

        assertThat(snapshot(ect).trainings())
                .hasSize(2)
                .extracting(Training::schoolUrn)
                .containsOnly(successor);
        assertThat(snapshot(ect).trainings().getFirst().partnershipId())
                .isEqualTo(partnershipsAt(successor).getFirst());
    }

    @Test
    void requestAboutASchoolThatWasTakenOverNamesTheSuccessor() {
        merge();

        service.post(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()))
                .statusCode(404)
                .body("errors[0].detail", containsString(successor));
    }

    @Test
    void nobodyIsRegisteredAtAClosedSchool() {
        String ect = ectAt(school);
        service.sql("update schools set status = 'closed' where urn = $1", school);

        service.refused(422, () -> service.post(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn())), "urn");
        service.put(school + "/participants/" + ect + "/leaving", Map.of("leaving_on", "2025-10-17"))
                .statusCode(200);
    }

    @Test
    void movesThatFollowEachOtherEndAtTheLastSchool() {
        String third = service.newSchool();
        String ect = ectAt(school);
        service.pool()
                .withTransaction(tx -> tx.preparedQuery("""
                                update schools set status = 'closed', merged_into_id = (
                                    select id from schools next
                                    where next.urn = case schools.urn when $1 then $2 else $3 end)
                                where urn in ($1, $2)""")
                        .execute(Tuple.of(school, successor, third))
                        .chain(() -> tx.preparedQuery(
                                        "insert into school_moves (from_urn, to_urn) values ($2, $3), ($1, $2)")
                                .execute(Tuple.of(school, successor, third))))
                .await()
                .atMost(SOON);
        awaitMoved();

        assertThat(snapshot(ect).schoolPeriods())
                .extracting(SchoolPeriod::schoolUrn)
                .containsExactly(third);
    }

    @Test
    void moveThatAnotherInstanceRequestsAgainChangesNothing() {
        String ect = ectAt(school);
        merge();
        long version = service.lastEvent(ect).version();

        service.sql("insert into school_moves (from_urn, to_urn) values ($1, $2)", school, successor);
        awaitMoved();

        assertThat(service.lastEvent(ect).version()).isEqualTo(version);
    }

    @Test
    void moveThatSupportRequestsDoesNotWaitForTheNextPoll() {
        String ect = ectAt(school);

        scheduler.pause();
        try {
            service.support()
                    .post("schools/" + school + "/merge", Map.of("into", successor))
                    .statusCode(200);
            awaitMoved();
        } finally {
            scheduler.resume();
        }

        assertThat(snapshot(ect).schoolPeriods())
                .extracting(SchoolPeriod::schoolUrn)
                .containsExactly(successor);
    }

    @Test
    void interruptedMoveIsDoneAfterwards() {
        service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER));
        String ect = ectAt(school);
        SqlConnection holder = service.pool().getConnection().await().atMost(SOON);
        try {
            var holding = holder.begin().await().atMost(SOON);
            holder.preparedQuery("select 1 from participants where id = $1 for update")
                    .execute(Tuple.of(UUID.fromString(ect)))
                    .await()
                    .atMost(SOON);
            requestMerge();
            await().atMost(SOON).until(() -> service.sql("""
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock'
                                and query like '%participants%for no key update%'""").size() == 1);
            assertThat(partnershipsAt(successor)).as("nothing is half done").isEmpty();
            assertThat(partnershipsAt(school)).hasSize(1);
            holding.rollback().await().atMost(SOON);
        } finally {
            holder.close().await().atMost(SOON);
        }

        awaitMoved();

        assertThat(partnershipsAt(school)).isEmpty();
        assertThat(service.changes(ect)).containsExactly(EctRegistered.class, SchoolReplaced.class);
        RowSnapshotConsistency.hold(service);
    }
}
