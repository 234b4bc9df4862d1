package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registeredEct;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.SchoolReplaced;
import uk.gov.education.training.events.Role;

class SchoolReplacementTest {

    private static final SchoolReplacement NEW_URN = new SchoolReplacement(SCHOOL, OTHER_SCHOOL, Map.of());

    private final Participant ada = registeredEct(date("2025-09-01"));

    private static Participant after(SchoolReplacement replacement, Participant before) {
        return replacement.of(before).orElseThrow().after();
    }

    private static SchoolPeriod period(
            String name, Role role, String urn, String startedOn, @Nullable String finishedOn, String email) {
        return new SchoolPeriod(
                id(name),
                role,
                urn,
                email,
                date(startedOn),
                finishedOn == null ? null : date(finishedOn),
                finishedOn == null
                        ? null
                        : new Ending(EndReason.JOINED_ANOTHER_SCHOOL, SCHOOL, Instant.parse("2025-09-10T09:00:00Z")),
                null,
                Instant.parse(startedOn + "T09:00:00Z"),
                Instant.parse(startedOn + "T09:00:00Z"));
    }

    private Participant with(SchoolPeriod... periods) {
        return ada.withTrainings(List.of()).withSchoolPeriods(List.of(periods));
    }

    @Test
    void everythingAtTheOldUrnIsAtTheNewOne() {
        Participant mentored = ada.withMentorships(List.of(new Mentorship(
                id("mentorship"),
                id("mary"),
                ada.id(),
                SCHOOL,
                date("2025-09-01"),
                null,
                null,
                null,
                Instant.parse("2025-09-01T09:00:00Z"))));

        Participant after = after(NEW_URN, mentored);

        assertThat(after.schoolPeriods()).extracting(SchoolPeriod::schoolUrn).containsExactly(OTHER_SCHOOL);
        assertThat(after.trainings()).extracting(Training::schoolUrn).containsExactly(OTHER_SCHOOL);
        assertThat(after.mentorships()).extracting(Mentorship::schoolUrn).containsExactly(OTHER_SCHOOL);
        assertThat(after.withSchoolPeriods(mentored.schoolPeriods())
                        .withTrainings(mentored.trainings())
                        .withMentorships(mentored.mentorships()))
                .as("nothing else changes")
                .isEqualTo(mentored);
        assertThat(NEW_URN.of(mentored).orElseThrow().change()).isEqualTo(new SchoolReplaced(SCHOOL, OTHER_SCHOOL));
    }

    @Test
    void periodsThatNeverTakePlaceMoveToo() {
        LocalDate start = ada.trainings().getFirst().startedOn();
        Participant never = ada.withTrainings(List.of(ada.trainings().getFirst().withFinishedOn(start.minusDays(1))));

        assertThat(after(NEW_URN, never).trainings())
                .extracting(Training::schoolUrn)
                .containsExactly(OTHER_SCHOOL);
    }

    @Test
    void participantOfOtherSchoolsDoesNotChange() {
        assertThat(new SchoolReplacement("100003", OTHER_SCHOOL, Map.of()).of(ada))
                .isEmpty();
    }

    @Test
    void movingAgainChangesNothing() {
        assertThat(NEW_URN.of(after(NEW_URN, ada))).isEmpty();
    }

    @Test
    void trainingBelongsToThePartnershipThatTakesOver() {
        UUID old = id("partnership");
        Participant confirmed = ada.withTrainings(List.of(ada.trainings()
                .getFirst()
                .withPartnershipId(old)
                .withDeliveryPartnerId(RegistrationFixtures.DELIVERY_PARTNER)));

        assertThat(after(new SchoolReplacement(SCHOOL, OTHER_SCHOOL, Map.of(old, id("successor"))), confirmed)
                        .trainings())
                .extracting(Training::partnershipId)
                .containsExactly(id("successor"));
        assertThat(after(NEW_URN, confirmed).trainings())
                .extracting(Training::partnershipId)
                .containsExactly(old);
    }

    @Test
    void overlappingPeriodsInOneRoleBecomeOne() {
        Participant after = after(
                NEW_URN,
                with(
                        period("at both", Role.MENTOR, SCHOOL, "2024-09-01", "2025-07-31", "mary@old.example"),
                        period("at successor", Role.MENTOR, OTHER_SCHOOL, "2025-01-01", null, "mary@new.example")));

        assertThat(after.schoolPeriods()).singleElement().satisfies(period -> {
            assertThat(period.id()).isEqualTo(id("at both"));
            assertThat(period.startedOn()).isEqualTo(date("2024-09-01"));
            assertThat(period.finishedOn()).isNull();
            assertThat(period.ending()).isNull();
            assertThat(period.email()).isEqualTo("mary@new.example");
        });
    }

    @Test
    void periodWithinAnotherBecomesPartOfIt() {
        Participant after = after(
                NEW_URN,
                with(
                        period("long", Role.MENTOR, SCHOOL, "2023-09-01", null, "mary@old.example"),
                        period("short", Role.MENTOR, OTHER_SCHOOL, "2024-01-01", "2024-02-01", "mary@new.example")));

        assertThat(after.schoolPeriods()).singleElement().satisfies(period -> {
            assertThat(period.startedOn()).isEqualTo(date("2023-09-01"));
            assertThat(period.finishedOn()).isNull();
            assertThat(period.email()).isEqualTo("mary@old.example");
        });
    }

    @Test
    void periodsThatTouchBecomeOneAndTheirTrainingIsDuringIt() {
        SchoolPeriod before = period("before", Role.ECT, SCHOOL, "2025-09-01", "2025-09-09", "ada@old.example");
        SchoolPeriod next = period("next", Role.ECT, OTHER_SCHOOL, "2025-09-10", null, "ada@new.example");
        Training training = ada.trainings().getFirst();
        Participant moved = ada.withSchoolPeriods(List.of(before, next))
                .withTrainings(List.of(
                        training.withId(id("first"))
                                .withSchoolPeriodId(before.id())
                                .withFinishedOn(date("2025-09-09")),
                        training.withId(id("second"))
                                .withSchoolUrn(OTHER_SCHOOL)
                                .withSchoolPeriodId(next.id())
                                .withStartedOn(date("2025-09-10"))));

        Participant after = after(NEW_URN, moved);

        assertThat(after.schoolPeriods()).extracting(SchoolPeriod::id).containsExactly(before.id());
        assertThat(after.trainings()).extracting(Training::schoolPeriodId).containsOnly(before.id());
    }

    @Test
    void periodsWithAGapOrInDifferentRolesStayApart() {
        Participant after = after(
                NEW_URN,
                with(
                        period("ect", Role.ECT, SCHOOL, "2023-09-01", "2024-07-31", "ada@old.example"),
                        period("mentor", Role.MENTOR, OTHER_SCHOOL, "2024-01-01", null, "ada@new.example"),
                        period("ect again", Role.ECT, OTHER_SCHOOL, "2024-08-02", null, "ada@new.example")));

        assertThat(after.schoolPeriods())
                .extracting(SchoolPeriod::id)
                .containsExactly(id("ect"), id("mentor"), id("ect again"));
    }
}
