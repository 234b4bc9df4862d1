package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.after;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.at;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.changed;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.mentor;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.on;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.people;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.refusedFields;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registerMentor;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registeredEct;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EmailChanged;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Verdict;

class DetailChangesTest {

    private static final LocalDate SEPTEMBER = date("2025-09-01");

    private final Participant ada = registeredEct(SEPTEMBER);

    private Participant adaAsMentorToo() {
        return after(registerMentor(
                people(ada, null), mentor("1234567", SEPTEMBER, null), at(SCHOOL, on(SEPTEMBER, "ada"))));
    }

    @Test
    void nameChangesFromAndTo() {
        assertThat(changed(NameChange.decide(ada, " Ada King ")))
                .containsExactly(new ChangedParticipant(
                        new NameChanged("Ada Lovelace", "Ada King"), ada.withFullName("Ada King")));
    }

    @Test
    void nameIsStoredWithSingleSpaces() {
        assertThat(after(NameChange.decide(ada, "\u00A0Ada\t\u2003Augusta \u200BKing\u3000"))
                        .fullName())
                .isEqualTo("Ada Augusta King");
    }

    @Test
    void emailIsStoredWithoutWhiteSpaceAroundIt() {
        assertThat(after(EmailChange.decide(ada, SCHOOL, null, "\u00A0king@school.example\uFEFF"))
                        .schoolPeriods())
                .extracting(SchoolPeriod::email)
                .containsExactly("king@school.example");
        assertThat(refusedFields(EmailChange.decide(ada, SCHOOL, null, "ada@school.example\u00A0")))
                .containsExactly("email");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Ada Lovelace",
                "  Ada Lovelace ",
                "Ada  Lovelace",
                "Ada\u00A0Lovelace",
                "Ada\t\u2009Lovelace"
            })
    void missingOrSameNameIsRefused(String name) {
        assertThat(refusedFields(NameChange.decide(ada, name))).containsExactly("full_name");
    }

    @Test
    void emailChangesInTheOnlyRole() {
        Verdict<Changes> verdict = EmailChange.decide(ada, SCHOOL, null, "king@school.example");

        assertThat(changed(verdict).getFirst().change())
                .isEqualTo(new EmailChanged(Role.ECT, "ada@school.example", "king@school.example"));
        assertThat(after(verdict).schoolPeriods())
                .extracting(SchoolPeriod::email)
                .containsExactly("king@school.example");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nobody", "ada@school.example"})
    void missingWrongOrSameEmailIsRefused(String email) {
        assertThat(refusedFields(EmailChange.decide(ada, SCHOOL, null, email))).containsExactly("email");
    }

    @Test
    void roleIsRequiredForAParticipantWithBoth() {
        assertThat(refusedFields(EmailChange.decide(adaAsMentorToo(), SCHOOL, null, "king@school.example")))
                .containsExactly("participant_type");
    }

    @Test
    void emailOfTheOtherRoleStays() {
        assertThat(after(EmailChange.decide(adaAsMentorToo(), SCHOOL, Role.MENTOR, "king@school.example"))
                        .schoolPeriods())
                .extracting(SchoolPeriod::email)
                .containsExactly("ada@school.example", "king@school.example");
    }

    @Test
    void roleThatTheParticipantNeverHadIsRefused() {
        assertThat(refusedFields(EmailChange.decide(ada, SCHOOL, Role.MENTOR, "king@school.example")))
                .containsExactly("participant_type");
        assertThat(refusedFields(EmailChange.decide(ada, OTHER_SCHOOL, null, "king@school.example")))
                .containsExactly("participant_type");
    }
}
