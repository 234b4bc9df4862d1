package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.LeadProviderChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ChangeLeadProviderIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private static String path(String id) {
        return SCHOOL + "/participants/" + id + "/lead-provider";
    }

    private static Map<String, Object> to(UUID leadProvider) {
        return Map.of("lead_provider_id", leadProvider);
    }

    /** The declaration counts as soon as it arrives, before the decision about the funding. */
    @Test
    void mentorWhoseCompletionWasDeclaredGetsNoOtherLeadProvider() {
        String mentor = service.newMentorOf(service.newEct());
        Training training = service.lastEvent(mentor).snapshot().trainings().getFirst();
        Instant at = Instant.parse(SchoolUpdates.NOW);
        Declaration completed = new Declaration(
                UUID.randomUUID(),
                training.id(),
                LEAD_PROVIDER,
                Role.MENTOR,
                2025,
                "ecf-standard-september",
                DeclarationType.COMPLETED,
                at,
                null,
                null,
                SchoolUpdates.DELIVERY_PARTNER,
                false,
                false,
                at,
                at,
                null);
        service.publishAndAwait(
                Topics.DECLARATIONS,
                mentor,
                new DeclarationSubmitted(
                        completed.id(), training.id(), LEAD_PROVIDER, Role.MENTOR, DeclarationType.COMPLETED, at),
                new Declarations(UUID.fromString(mentor), List.of(completed)));

        service.refused(422, () -> service.put(path(mentor), to(OTHER_LEAD_PROVIDER)), "participant_type");

        service.publishAndAwait(
                Topics.DECLARATIONS,
                mentor,
                2,
                new DeclarationVoided(completed.id(), LEAD_PROVIDER),
                new Declarations(UUID.fromString(mentor), List.of(completed.voided(at))));
        service.put(path(mentor), to(OTHER_LEAD_PROVIDER)).statusCode(200);
    }

    @Test
    void trainingGoesOnWithTheNewLeadProvider() {
        String id = service.newEct();

        service.school()
                .on("2025-11-03")
                .put(path(id), to(OTHER_LEAD_PROVIDER))
                .statusCode(200)
                .body("id", equalTo(id))
                .body("ect.training.lead_provider_id", equalTo(OTHER_LEAD_PROVIDER.toString()))
                .body("ect.training.started_on", equalTo("2025-11-03"))
                .body("ect.training.cohort", is(2025))
                .body("ect.training.confirmed", is(false))
                .body("version", is(2));

        assertThat(service.events(id)).hasSize(2).last().satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new LeadProviderChanged(
                            Role.ECT, LEAD_PROVIDER, OTHER_LEAD_PROVIDER, LocalDate.parse("2025-11-03")));
            assertThat(event.snapshot().trainings().getFirst().finishedOn()).isEqualTo("2025-11-02");
            assertThat(event.snapshot().trainings().getFirst().ending())
                    .isEqualTo(new Ending(EndReason.CHANGED_LEAD_PROVIDER, SCHOOL, event.at()));
            assertThat(event.snapshot().trainings().getLast().cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
        });
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void trainingThatHasNotBegunNeverTakesPlace() {
        String id = service.registered(
                SCHOOL + "/ects", with(SchoolUpdates.ect(SchoolUpdates.newTrn()), "started_on", "2025-11-03"));

        service.put(path(id), to(OTHER_LEAD_PROVIDER))
                .statusCode(200)
                .body("ect.training.started_on", equalTo("2025-11-03"))
                .body("ect.training.lead_provider_id", equalTo(OTHER_LEAD_PROVIDER.toString()));

        assertThat(service.lastEvent(id).snapshot().trainings())
                .extracting(Training::takesPlace)
                .containsExactly(false, true);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void partnershipOfTheNewLeadProviderConfirmsAtOnce() {
        String school = service.newSchool();
        service.confirmed(SchoolUpdates.partnership(school, OTHER_LEAD_PROVIDER, DELIVERY_PARTNER));
        String id = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));

        service.put(school + "/participants/" + id + "/lead-provider", to(OTHER_LEAD_PROVIDER))
                .statusCode(200)
                .body("ect.training.confirmed", is(true))
                .body("ect.training.delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()))
                .body("ect.training.status", equalTo("active"));
    }

    @Test
    void mentorsLeadProviderIsTheirOwn() {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);

        service.school()
                .on("2025-11-03")
                .put(path(mentor), with(to(OTHER_LEAD_PROVIDER), "participant_type", "mentor"))
                .statusCode(200)
                .body("mentor.training.lead_provider_id", equalTo(OTHER_LEAD_PROVIDER.toString()))
                .body("version", is(2));

        assertThat(service.lastEvent(mentor).change())
                .isEqualTo(new LeadProviderChanged(
                        Role.MENTOR, LEAD_PROVIDER, OTHER_LEAD_PROVIDER, LocalDate.parse("2025-11-03")));
        service.get(SCHOOL + "/participants/" + ect)
                .body("ect.training.lead_provider_id", equalTo(LEAD_PROVIDER.toString()))
                .body("version", is(2));
    }

    @Test
    void allErrorsAreReportedTogether() {
        String trn = SchoolUpdates.newTrn();
        String id = service.registeredEct(trn);
        service.registered(SCHOOL + "/mentors", SchoolUpdates.mentor(trn));

        service.refused(422, () -> service.put(path(id), to(UNKNOWN_ID)), "participant_type", "lead_provider_id");
    }

    @Test
    void presentLeadProviderIsNoChange() {
        String id = service.newEct();

        service.refused(422, () -> service.put(path(id), to(LEAD_PROVIDER)), "lead_provider_id");
    }

    @Test
    void schoolLedTrainingHasNoLeadProvider() {
        String id = service.registered(SCHOOL + "/ects", SchoolUpdates.schoolLedEct(SchoolUpdates.newTrn()));

        service.refused(422, () -> service.put(path(id), to(LEAD_PROVIDER)), "participant_type");
    }

    @Test
    void mentorWithoutTrainingHasNoLeadProvider() {
        String mentor = service.newMentor();

        service.refused(422, () -> service.put(path(mentor), to(LEAD_PROVIDER)), "participant_type");
    }

    @Test
    void participantWhoHasLeftHasNoLeadProvider() {
        String id = service.newEct();
        service.put(SCHOOL + "/participants/" + id + "/leaving", Map.of("leaving_on", "2025-10-17"))
                .statusCode(200);

        service.refused(
                422,
                () -> service.school().on("2025-10-18").put(path(id), to(OTHER_LEAD_PROVIDER)),
                "participant_type");
    }

    @Test
    void closedWindowDoesNotMatter() {
        String id = service.newEct();

        service.school()
                .on("2026-06-05")
                .put(path(id), to(OTHER_LEAD_PROVIDER))
                .statusCode(200)
                .body("ect.training.cohort", is(2025));
    }
}
