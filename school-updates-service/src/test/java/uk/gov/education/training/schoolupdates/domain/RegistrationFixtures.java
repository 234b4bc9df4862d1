package uk.gov.education.training.schoolupdates.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.ReportContext.NewIds;
import uk.gov.education.training.testsupport.DeclarationFixtures;

/** Participants, schools and dates for the tests. */
final class RegistrationFixtures {

    static final String SCHOOL = "100001";
    static final String OTHER_SCHOOL = "100002";
    static final UUID LEAD_PROVIDER = id("lead provider");
    static final String LEAD_PROVIDER_NAME = "A lead provider";
    static final UUID OTHER_LEAD_PROVIDER = id("other lead provider");
    static final UUID DELIVERY_PARTNER = id("delivery partner");
    static final LocalDate TODAY = LocalDate.of(2025, 9, 15);

    static final Instant CONFIRMED_AT = Instant.parse("2025-06-20T09:00:00Z");

    private RegistrationFixtures() {}

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    static LocalDate date(String date) {
        return LocalDate.parse(date);
    }

    /** Creates a report context with ids for this participant. */
    static ReportContext on(LocalDate day, String name) {
        Instant at = day.atTime(12, 0).atZone(ZoneId.of("Europe/London")).toInstant();
        return new ReportContext(
                at,
                at.plusSeconds(1),
                new NewIds(
                        id(name),
                        id(name + " training record"),
                        id(name + " at school " + day),
                        id(name + " training " + day),
                        id(name + " training as a mentor " + day),
                        id(name + " mentorship " + day),
                        id(name + " induction " + day)));
    }

    /** Returns the contract periods 2021 to 2025. Those before 2023 are closed. */
    static ContractPeriods contractPeriods() {
        return new ContractPeriods(IntStream.rangeClosed(2021, 2025)
                .mapToObj(RegistrationFixtures::period)
                .toList());
    }

    private static ContractPeriod period(int year) {
        return contractPeriod(year)
                .withEnabled(year >= 2023)
                .withPaymentsFrozenAt(year < 2023 ? Instant.parse("2024-06-18T00:00:00Z") : null)
                .withMentorFundingEnabled(year >= 2025)
                .withDetailedEvidenceTypesEnabled(year >= 2025)
                .withUpliftFeesEnabled(year < 2025);
    }

    static Partnership partnership(String name, UUID leadProvider, int cohort) {
        return new Partnership(
                id(name), leadProvider, LEAD_PROVIDER_NAME, DELIVERY_PARTNER, SCHOOL, cohort, CONFIRMED_AT);
    }

    /** Returns a declaration that training has started. */
    static Declarations declared(UUID participant, Training training) {
        return declared("declaration", DeclarationType.STARTED, participant, training);
    }

    static Declarations declared(String name, DeclarationType type, UUID participant, Training training) {
        return new Declarations(
                participant,
                List.of(DeclarationFixtures.declaration(id(name), training, type, training.registeredAt())));
    }

    static RuleContext at(String school, ReportContext reportContext, Partnership... partnerships) {
        return new RuleContext(
                school, reportContext, contractPeriods(), List.of(partnerships), true, false, Set.of(), Map.of());
    }

    static RuleContext at(String school, ReportContext reportContext, ContractPeriods contractPeriods) {
        return new RuleContext(school, reportContext, contractPeriods, List.of(), true, false, Set.of(), Map.of());
    }

    static EctRegistration.Details ect(LocalDate startedOn) {
        return ect("1234567", startedOn, LEAD_PROVIDER);
    }

    /** Returns the details of an ECT, in provider-led training if there is a lead provider. */
    static EctRegistration.Details ect(String trn, LocalDate startedOn, @Nullable UUID leadProvider) {
        return new EctRegistration.Details(
                trn,
                "Ada Lovelace",
                "ada@school.example",
                startedOn,
                WorkingPattern.FULL_TIME,
                leadProvider == null ? TrainingProgramme.SCHOOL_LED : TrainingProgramme.PROVIDER_LED,
                leadProvider);
    }

    static MentorRegistration.Details mentor(String trn, LocalDate startedOn, @Nullable Participant ect) {
        return new MentorRegistration.Details(
                trn, "Mary Somerville", "mary@school.example", startedOn, null, ect == null ? null : ect.id(), null);
    }

    /** Returns an ECT who is registered and starts on a day. */
    static Participant registeredEct(LocalDate day) {
        return registeredEct(day, LEAD_PROVIDER);
    }

    static Participant registeredEct(LocalDate day, @Nullable UUID leadProvider) {
        return after(registerEct(null, ect("1234567", day, leadProvider), at(SCHOOL, on(day, "ada"))));
    }

    /** Registers an ECT, who may already be known. */
    static Verdict<Changes> registerEct(
            @Nullable Participant known, EctRegistration.Details details, RuleContext ruleContext) {
        return EctRegistration.decide(
                Optional.ofNullable(known).map(Participant::id),
                details,
                AffectedParticipants.of(Optional.ofNullable(known).stream().toList()),
                ruleContext);
    }

    /** The participants of a mentor's registration. */
    record Cast(@Nullable Participant mentor, List<Participant> others) {}

    static Cast people(@Nullable Participant mentor, @Nullable Participant ect, Participant... mentorsUntilNow) {
        return new Cast(
                mentor,
                Stream.concat(Optional.ofNullable(ect).stream(), Stream.of(mentorsUntilNow))
                        .toList());
    }

    static Verdict<Changes> registerMentor(Cast cast, MentorRegistration.Details details, RuleContext ruleContext) {
        Optional<Participant> known = Optional.ofNullable(cast.mentor());
        return MentorRegistration.decide(
                known.map(Participant::id),
                details,
                AffectedParticipants.of(
                        Stream.concat(known.stream(), cast.others().stream()).toList()),
                ruleContext);
    }

    /** Returns the changes of a mentor who is registered on a day. */
    static List<ChangedParticipant> registeredMentor(
            String name, String trn, LocalDate day, @Nullable Participant ect, Participant... mentorsUntilNow) {
        return changed(
                registerMentor(people(null, ect, mentorsUntilNow), mentor(trn, day, ect), at(SCHOOL, on(day, name))));
    }

    static List<ChangedParticipant> changed(Verdict<Changes> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<Changes>) verdict).value().list();
    }

    static Participant after(Verdict<Changes> verdict) {
        return changed(verdict).getFirst().after();
    }

    static List<String> refusedFields(Verdict<Changes> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused<Changes>) verdict)
                .reasons().stream().map(Reason::field).toList();
    }
}
