package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorTrainingRegistered;
import uk.gov.education.training.events.ParticipantChange.TrainingProgrammeChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ChangeTrainingProgrammeIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private static final Map<String, Object> TO_SCHOOL_LED = Map.of("training_programme", "school_led");
    private static final Map<String, Object> TO_PROVIDER_LED =
            Map.of("training_programme", "provider_led", "lead_provider_id", OTHER_LEAD_PROVIDER);

    private static String path(String id) {
        return SCHOOL + "/participants/" + id + "/training-programme";
    }

    private String newSchoolLedEct() {
        return service.registered(SCHOOL + "/ects", SchoolUpdates.schoolLedEct(SchoolUpdates.newTrn()));
    }

    @Test
    void schoolLedTrainingFollowsProviderLed() {
        String id = service.newEct();
        String mentor = service.newMentorOf(id);

        service.school()
                .on("2025-11-03")
                .put(path(id), TO_SCHOOL_LED)
                .statusCode(200)
                .body("ect.training.programme", equalTo("school_led"))
                .body("ect.training.lead_provider_id", nullValue())
                .body("ect.training.started_on", equalTo("2025-11-03"))
                .body("ect.mentor_id", equalTo(mentor))
                .body("version", is(3));

        assertThat(service.lastEvent(id)).satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new TrainingProgrammeChanged(
                            TrainingProgramme.PROVIDER_LED,
                            TrainingProgramme.SCHOOL_LED,
                            null,
                            LocalDate.parse("2025-11-03")));
            assertThat(event.snapshot().trainings()).hasSize(2).first().satisfies(before -> {
                assertThat(before.finishedOn()).isEqualTo("2025-11-02");
                assertThat(before.ending()).isEqualTo(new Ending(EndReason.CHANGED_TO_SCHOOL_LED, SCHOOL, event.at()));
            });
        });
        assertThat(service.events(mentor)).hasSize(1);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void trainingThatBeganTodayNeverTakesPlace() {
        String id = service.newEct();

        service.put(path(id), TO_SCHOOL_LED).statusCode(200).body("ect.training.started_on", equalTo("2025-09-15"));

        assertThat(service.lastEvent(id).snapshot().trainings())
                .extracting(Training::takesPlace)
                .containsExactly(false, true);
        assertThat(service.sql("select 1 from trainings where participant_id = $1", UUID.fromString(id)))
                .hasSize(1);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorsOwnTrainingBeginsWithProviderLedTraining() {
        String id = newSchoolLedEct();
        String mentor = service.newMentorOf(id);

        service.school()
                .on("2025-11-03")
                .put(path(id), TO_PROVIDER_LED)
                .statusCode(200)
                .body("ect.training.programme", equalTo("provider_led"))
                .body("ect.training.lead_provider_id", equalTo(OTHER_LEAD_PROVIDER.toString()))
                .body("ect.training.cohort", is(2025))
                .body("ect.training.confirmed", is(false))
                .body("version", is(3));

        assertThat(service.lastEvent(id).change())
                .isEqualTo(new TrainingProgrammeChanged(
                        TrainingProgramme.SCHOOL_LED,
                        TrainingProgramme.PROVIDER_LED,
                        OTHER_LEAD_PROVIDER,
                        LocalDate.parse("2025-11-03")));
        assertThat(service.events(mentor)).hasSize(2);
        assertThat(service.lastEvent(mentor).change())
                .isEqualTo(new MentorTrainingRegistered(
                        UUID.fromString(id), OTHER_LEAD_PROVIDER, LocalDate.parse("2025-11-03")));
        assertThat(service.lastEvent(mentor).snapshot().trainings())
                .extracting(Training::role, Training::leadProviderId)
                .containsExactly(tuple(Role.MENTOR, OTHER_LEAD_PROVIDER));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void partnershipConfirmsProviderLedTrainingAtOnce() {
        String school = service.newSchool();
        String partnership =
                service.confirmed(SchoolUpdates.partnership(school, OTHER_LEAD_PROVIDER, DELIVERY_PARTNER));
        String id = service.registered(school + "/ects", SchoolUpdates.schoolLedEct(SchoolUpdates.newTrn()));

        service.put(school + "/participants/" + id + "/training-programme", TO_PROVIDER_LED)
                .statusCode(200)
                .body("ect.training.confirmed", is(true))
                .body("ect.training.delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()));

        assertThat(service.lastEvent(id).snapshot().trainings().getLast().partnershipId())
                .hasToString(partnership);
    }

    @Test
    void allErrorsAreReportedTogether() {
        String schoolLed = newSchoolLedEct();

        service.refused(
                422,
                () -> service.school()
                        .on("2026-06-14")
                        .put(path(schoolLed), with(TO_SCHOOL_LED, "lead_provider_id", LEAD_PROVIDER)),
                "request",
                "lead_provider_id",
                "training_programme");
    }

    @Test
    void leadProviderOfProviderLedTrainingIsNeededAndKnown() {
        String id = newSchoolLedEct();

        service.refused(
                422, () -> service.put(path(id), Map.of("training_programme", "provider_led")), "lead_provider_id");
        service.refused(
                422,
                () -> service.put(path(id), with(TO_PROVIDER_LED, "lead_provider_id", UNKNOWN_ID)),
                "lead_provider_id");
    }

    @Test
    void presentProgrammeIsNoChange() {
        String id = service.newEct();

        service.refused(422, () -> service.put(path(id), TO_PROVIDER_LED), "training_programme");
    }

    @Test
    void mentorHasNoProgramme() {
        String mentor = service.newMentor();

        service.refused(422, () -> service.put(path(mentor), TO_SCHOOL_LED), "id");
    }

    @Test
    void ectWhoHasLeftHasNoProgramme() {
        String id = service.newEct();
        service.put(SCHOOL + "/participants/" + id + "/leaving", Map.of("leaving_on", "2025-10-17"))
                .statusCode(200);

        service.refused(422, () -> service.school().on("2025-10-18").put(path(id), TO_SCHOOL_LED), "id");
    }
}
