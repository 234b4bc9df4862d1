package uk.gov.education.training.providerapi.domain.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.PRIYA;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.TOMASZ;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ZADIE;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.mentor;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

/** Priya mentors Zadie at Oakfield, and sometimes Tomasz. */
class UnfundedMentorViewTest {

    private static Optional<UnfundedMentorView> seenBy(UUID leadProvider, ParticipantFactsFixture given, UUID... ects) {
        return UnfundedMentorView.of(leadProvider, given.facts(), Set.of(ects));
    }

    private static ParticipantFactsFixture mentorOfZadie() {
        return mentor().reachedAt("priya@oakfield.example.org").mentorship(PRIYA, ZADIE, OAKFIELD, "2025-09-01", null);
    }

    @Test
    void mentorOfAnEctOfTheProviderIsShownWithNameEmailAndTrn() {
        assertThat(seenBy(AMBER, mentorOfZadie(), ZADIE))
                .contains(new UnfundedMentorView(
                        PRIYA,
                        "Priya Okafor",
                        "priya@oakfield.example.org",
                        "3104872",
                        ParticipantFactsFixture.REGISTERED_AT));
    }

    @ParameterizedTest(name = "trained as {0} by {1}, from {2} to {3}: is unfunded: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // any training with this provider, whatever the role and whenever
                "MENTOR, Amber,             2025-09-01, -,          false",
                "ECT,    Amber,             2021-09-01, 2023-07-31, false",
                "MENTOR, Amber,             2021-09-01, 2023-07-31, false",
                "MENTOR, Amber,             2030-09-01, -,          false",
                // training that never started, but is visible to the provider
                "MENTOR, Amber,             2026-09-01, 2026-08-01, false",
                "MENTOR, Bracken,           2025-09-01, -,          true",
                "ECT,    Bracken,           2021-09-01, 2023-07-31, true",
                "MENTOR, unconfirmed Amber, 2025-09-01, -,          true",
                "ECT,    school-led,        2021-09-01, 2023-07-31, true",
            })
    void mentorIsUnfundedOnlyIfThisProviderWasNeverConfirmedAsTrainingThem(
            Role role, String by, String from, @Nullable String to, boolean unfunded) {
        ParticipantFactsFixture given = mentorOfZadie().at(OAKFIELD_PERIOD, role, OAKFIELD, from, to);
        switch (by) {
            case "Amber" -> given.trainedBy(AMBER, from, to);
            case "Bracken" -> given.trainedBy(BRACKEN, from, to);
            case "unconfirmed Amber" -> given.training(AMBER, OAKFIELD_PERIOD, from, to, false);
            case "school-led" -> given.schoolLed(OAKFIELD_PERIOD, from, to);
            default -> throw new IllegalArgumentException(by);
        }
        assertThat(seenBy(AMBER, given, ZADIE).isPresent()).isEqualTo(unfunded);
    }

    @Test
    void mentorBecomesAParticipantWhenTheirTrainingHasItsSchedule() {
        ParticipantFactsFixture given = mentorOfZadie().training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true);
        assertThat(seenBy(AMBER, given, ZADIE)).isPresent();
        assertThat(seenBy(AMBER, given.scheduled(), ZADIE)).isEmpty();
    }

    /** At Oakfield for Zadie, and since January at Ashdown too, for Tomasz. */
    private static ParticipantFactsFixture mentorAtTwoSchools() {
        return mentorOfZadie()
                .at(ASHDOWN_PERIOD, Role.MENTOR, ASHDOWN, "2026-01-01")
                .reachedAt("priya@ashdown.example.org")
                .mentorship(PRIYA, TOMASZ, ASHDOWN, "2026-01-01", null);
    }

    @Test
    void emailDependsOnTheSchoolOfTheProvidersEct() {
        assertThat(seenBy(AMBER, mentorAtTwoSchools(), ZADIE).map(UnfundedMentorView::email))
                .contains("priya@oakfield.example.org");
        assertThat(seenBy(BRACKEN, mentorAtTwoSchools(), TOMASZ).map(UnfundedMentorView::email))
                .contains("priya@ashdown.example.org");
    }

    @Test
    void latestOfSeveralSchoolsSetsTheEmail() {
        assertThat(seenBy(AMBER, mentorAtTwoSchools(), ZADIE, TOMASZ).map(UnfundedMentorView::email))
                .contains("priya@ashdown.example.org");
    }

    @Test
    void schoolOfTheCurrentMentorshipSetsTheEmail() {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01")
                .reachedAt("priya@oakfield.example.org")
                .at(ASHDOWN_PERIOD, Role.MENTOR, ASHDOWN, "2024-09-01")
                .reachedAt("priya@ashdown.example.org")
                .mentorship(PRIYA, ZADIE, ASHDOWN, "2026-04-01", null)
                .mentorship(PRIYA, ZADIE, OAKFIELD, "2025-09-01", "2026-03-31");
        assertThat(seenBy(AMBER, given, ZADIE).map(UnfundedMentorView::email)).contains("priya@ashdown.example.org");
    }

    @Test
    void latestOfSeveralPeriodsAtASchoolSetsTheEmail() {
        ParticipantFactsFixture given = mentorOfZadie()
                .at(ASHDOWN_PERIOD, Role.MENTOR, OAKFIELD, "2024-09-01", "2025-06-30")
                .reachedAt("p.okafor@oakfield.example.org");
        assertThat(seenBy(AMBER, given, ZADIE).map(UnfundedMentorView::email)).contains("priya@oakfield.example.org");
    }

    @Test
    void schoolPeriodThatNeverTakesPlaceDoesNotSetTheEmail() {
        ParticipantFactsFixture given = mentorOfZadie()
                .at(ASHDOWN_PERIOD, Role.MENTOR, OAKFIELD, "2026-09-01", "2026-08-01")
                .reachedAt("never@oakfield.example.org");
        assertThat(seenBy(AMBER, given, ZADIE).map(UnfundedMentorView::email)).contains("priya@oakfield.example.org");
    }

    @Test
    void emailIsNotFromTheirTimeAsAnEct() {
        ParticipantFactsFixture given = mentorOfZadie()
                .at(OAKFIELD_PERIOD, Role.ECT, OAKFIELD, "2026-01-01")
                .reachedAt("ect@oakfield.example.org");
        assertThat(seenBy(AMBER, given, ZADIE).map(UnfundedMentorView::email)).contains("priya@oakfield.example.org");
    }

    @Test
    void mentorWhoIsMentoredHerselfIsNotHerOwnMentor() {
        ParticipantFactsFixture given = mentor().mentorship(TOMASZ, PRIYA, OAKFIELD, "2025-09-01", null);
        assertThat(seenBy(AMBER, given, PRIYA)).isEmpty();
    }

    @Test
    void mentorOfNoneOfTheProvidersEctsIsNotShown() {
        assertThat(seenBy(AMBER, mentorOfZadie())).isEmpty();
        assertThat(seenBy(AMBER, mentorOfZadie(), TOMASZ)).isEmpty();
    }

    @Test
    void mentorWhoIsAtNoSchoolOfTheEctIsNotShown() {
        ParticipantFactsFixture given = mentor().mentorship(PRIYA, ZADIE, ASHDOWN, "2025-09-01", null);
        assertThat(seenBy(AMBER, given, ZADIE)).isEmpty();
    }

    @Test
    void anotherEctOfTheProviderChangesNothing() {
        ParticipantFactsFixture given = mentorOfZadie().mentorship(PRIYA, TOMASZ, OAKFIELD, "2026-01-01", null);
        assertThat(seenBy(AMBER, given, ZADIE, TOMASZ)).isEqualTo(seenBy(AMBER, given, ZADIE));
    }

    @Test
    void createdAtIsTheFirstRegistrationInAnyRole() {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(OAKFIELD_PERIOD, Role.ECT, OAKFIELD, "2021-09-01", "2023-07-31")
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01")
                .mentorship(PRIYA, ZADIE, OAKFIELD, "2025-09-01", null);
        assertThat(seenBy(AMBER, given, ZADIE).map(UnfundedMentorView::createdAt))
                .contains(ParticipantFactsFixture.REGISTERED_AT);
    }
}
