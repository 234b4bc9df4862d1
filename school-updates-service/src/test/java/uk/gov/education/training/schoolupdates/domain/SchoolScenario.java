package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.ReportContext.NewIds;

/** The participants of a test. Applies the rules to one report after another, like the service. Names become ids. */
final class SchoolScenario {

    private final Map<UUID, Participant> everyone = new LinkedHashMap<>();
    private final List<Partnership> partnerships = new ArrayList<>();
    private final Set<UUID> fundingEnded = new HashSet<>();
    private final List<Declarations> declarations = new ArrayList<>();
    private final Map<UUID, Integer> cohortsMovedTo = new HashMap<>();
    private LocalDate today = RegistrationFixtures.TODAY;
    private String school = RegistrationFixtures.SCHOOL;
    private int ids;
    private Verdict<Changes> last = Verdict.accepted(Changes.NONE);

    SchoolScenario on(String day) {
        return on(RegistrationFixtures.date(day));
    }

    SchoolScenario on(LocalDate day) {
        today = day;
        return this;
    }

    SchoolScenario at(String urn) {
        school = urn;
        return this;
    }

    LocalDate today() {
        return today;
    }

    SchoolScenario partnership(String urn, UUID leadProvider, int cohort) {
        partnerships.add(new Partnership(
                RegistrationFixtures.id("partnership " + urn + leadProvider + cohort),
                leadProvider,
                RegistrationFixtures.LEAD_PROVIDER_NAME,
                RegistrationFixtures.DELIVERY_PARTNER,
                urn,
                cohort,
                RegistrationFixtures.CONFIRMED_AT));
        return this;
    }

    /** Adds partnerships of the school with both lead providers in every cohort. */
    SchoolScenario partnerships(String urn) {
        for (int cohort = 2021; cohort <= 2025; cohort++) {
            partnership(urn, RegistrationFixtures.LEAD_PROVIDER, cohort)
                    .partnership(urn, RegistrationFixtures.OTHER_LEAD_PROVIDER, cohort);
        }
        return this;
    }

    SchoolScenario fundingEnds(String mentor) {
        fundingEnded.add(RegistrationFixtures.id(mentor));
        return this;
    }

    // Reports

    SchoolScenario registersEct(String name, String startedOn) {
        return registersEct(name, RegistrationFixtures.date(startedOn), RegistrationFixtures.LEAD_PROVIDER);
    }

    /** Registers an ECT in school-led training if there is no lead provider. */
    SchoolScenario registersEct(String name, LocalDate startedOn, @Nullable UUID leadProvider) {
        ReportContext reportContext = reportContext(name);
        return save(EctRegistration.decide(
                known(name),
                RegistrationFixtures.ect(trn(name), startedOn, leadProvider),
                people(),
                ruleContext(reportContext)));
    }

    SchoolScenario registersMentor(String name, String startedOn, @Nullable String ect) {
        return registersMentor(name, RegistrationFixtures.date(startedOn), ect, true, null);
    }

    SchoolScenario registersMentor(
            String name, LocalDate startedOn, @Nullable String ect, boolean hereOnly, @Nullable UUID leadProvider) {
        ReportContext reportContext = reportContext(name);
        return save(MentorRegistration.decide(
                known(name),
                new MentorRegistration.Details(
                        trn(name),
                        "Mary Somerville",
                        name + "@school.example",
                        startedOn,
                        hereOnly,
                        ect == null ? null : RegistrationFixtures.id(ect),
                        leadProvider),
                people(),
                ruleContext(reportContext)));
    }

    SchoolScenario leaves(String name, String leavingOn) {
        return leaves(name, null, RegistrationFixtures.date(leavingOn));
    }

    SchoolScenario leaves(String name, @Nullable Role role, @Nullable LocalDate leavingOn) {
        return save(LeavingRules.decide(
                RegistrationFixtures.id(name), role, leavingOn, people(), school, reportContext(name)));
    }

    SchoolScenario mentors(String mentor, String ect) {
        return mentors(mentor, ect, null);
    }

    SchoolScenario mentors(@Nullable String mentor, String ect, @Nullable UUID leadProvider) {
        ReportContext reportContext = reportContext(ect);
        return save(MentorChange.decide(
                RegistrationFixtures.id(ect),
                mentor == null ? null : RegistrationFixtures.id(mentor),
                leadProvider,
                people(),
                ruleContext(reportContext)));
    }

    SchoolScenario changesLeadProvider(String name, UUID leadProvider) {
        return changesLeadProvider(name, null, leadProvider);
    }

    SchoolScenario changesLeadProvider(String name, @Nullable Role role, @Nullable UUID leadProvider) {
        return save(LeadProviderChange.decide(person(name), role, leadProvider, ruleContext(reportContext(name))));
    }

    SchoolScenario becomesSchoolLed(String ect) {
        return changesProgramme(ect, TrainingProgramme.SCHOOL_LED, null);
    }

    SchoolScenario becomesProviderLed(String ect, UUID leadProvider) {
        return changesProgramme(ect, TrainingProgramme.PROVIDER_LED, leadProvider);
    }

    SchoolScenario changesProgramme(String ect, @Nullable TrainingProgramme programme, @Nullable UUID leadProvider) {
        return save(ProgrammeChange.decide(
                RegistrationFixtures.id(ect), programme, leadProvider, people(), ruleContext(reportContext(ect))));
    }

    SchoolScenario changesWorkingPattern(String ect, @Nullable WorkingPattern workingPattern) {
        return save(WorkingPatternChange.decide(person(ect), school, workingPattern));
    }

    SchoolScenario beginsInduction(String ect, @Nullable LocalDate startedOn) {
        return save(Inductions.open(person(ect), startedOn, reportContext(ect)));
    }

    SchoolScenario endsInduction(String ect, LocalDate finishedOn, @Nullable InductionOutcome outcome) {
        return endsInduction(ect, new Inductions.End(finishedOn, outcome, new BigDecimal("2.5")));
    }

    SchoolScenario endsInduction(String ect, Inductions.End end) {
        UUID period = person(ect).inductionPeriods().isEmpty()
                ? RegistrationFixtures.id("no period")
                : person(ect).inductionPeriods().getLast().id();
        return save(Inductions.close(RegistrationFixtures.id(ect), period, end, people(), reportContext(ect)));
    }

    SchoolScenario merges(String from, String into) {
        return save(Merge.decide(
                RegistrationFixtures.id(from),
                RegistrationFixtures.id(into),
                people(),
                mergeContext(),
                reportContext(from)));
    }

    SchoolScenario correctsTrn(String name, @Nullable String trn, @Nullable String holder) {
        return save(TrnCorrection.decide(
                RegistrationFixtures.id(name),
                trn,
                Optional.ofNullable(holder).map(RegistrationFixtures::id),
                people(),
                mergeContext(),
                reportContext(name)));
    }

    SchoolScenario declared(Declarations about) {
        declarations.add(about);
        return this;
    }

    private MergeContext mergeContext() {
        return new MergeContext(
                List.copyOf(declarations),
                Map.copyOf(cohortsMovedTo),
                Set.copyOf(fundingEnded),
                Map.of(RegistrationFixtures.LEAD_PROVIDER, RegistrationFixtures.LEAD_PROVIDER_NAME));
    }

    SchoolScenario confirms(UUID leadProvider, int cohort) {
        partnership(school, leadProvider, cohort);
        List<ChangedParticipant> changes = everyone.values().stream()
                .flatMap(person -> Confirmation.confirm(person, partnerships.getLast(), fundingEnded).stream())
                .toList();
        return save(Verdict.accepted(new Changes(changes)));
    }

    // Results

    Verdict<Changes> verdict() {
        return last;
    }

    SchoolScenario accepted() {
        if (last instanceof Verdict.Refused<Changes> refused) {
            throw new AssertionError("refused: " + refused.reasons());
        }
        return this;
    }

    List<String> refusedFields() {
        return RegistrationFixtures.refusedFields(last);
    }

    String refusal() {
        assertThat(last).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused<Changes>) last).reasons().getFirst().detail();
    }

    /** Returns the changes of the last report, the reported one first. */
    Map<UUID, ParticipantChange> changes() {
        Map<UUID, ParticipantChange> changes = new LinkedHashMap<>();
        RegistrationFixtures.changed(last)
                .forEach(changed -> changes.put(changed.after().id(), changed.change()));
        return changes;
    }

    List<Participant> everyone() {
        return List.copyOf(everyone.values());
    }

    Participant person(String name) {
        return everyone.get(RegistrationFixtures.id(name));
    }

    List<SchoolPeriod> schools(String name) {
        return person(name).schoolPeriods();
    }

    List<Training> trainings(String name) {
        return person(name).trainings();
    }

    Training training(String name) {
        return trainings(name).getLast();
    }

    List<Mentorship> mentorships(String name) {
        return person(name).mentorships();
    }

    private Optional<UUID> known(String name) {
        return Optional.of(RegistrationFixtures.id(name)).filter(everyone::containsKey);
    }

    private AffectedParticipants people() {
        return AffectedParticipants.of(everyone.values());
    }

    private static String trn(String name) {
        return String.valueOf(1_000_000 + Math.abs(name.hashCode() % 1_000_000));
    }

    private RuleContext ruleContext(ReportContext reportContext) {
        return new RuleContext(
                school,
                reportContext,
                RegistrationFixtures.contractPeriods(),
                List.copyOf(partnerships),
                true,
                false,
                Set.copyOf(fundingEnded),
                Map.copyOf(cohortsMovedTo));
    }

    /** Moves training to another cohort, as a lead provider can. */
    SchoolScenario movedByProvider(String name, int cohort) {
        cohortsMovedTo.put(training(name).id(), cohort);
        return this;
    }

    private ReportContext reportContext(String name) {
        ids++;
        Instant at = today.atTime(12, 0).atZone(ZoneId.of("Europe/London")).toInstant();
        return new ReportContext(
                at,
                at,
                new NewIds(
                        RegistrationFixtures.id(name),
                        RegistrationFixtures.id(name + " record " + ids),
                        RegistrationFixtures.id(name + " school period " + ids),
                        RegistrationFixtures.id(name + " training " + ids),
                        RegistrationFixtures.id(name + " training as a mentor " + ids),
                        RegistrationFixtures.id(name + " mentorship " + ids),
                        RegistrationFixtures.id(name + " induction " + ids)));
    }

    private SchoolScenario save(Verdict<Changes> verdict) {
        last = verdict;
        if (verdict instanceof Verdict.Accepted<Changes> accepted) {
            accepted.value().list().forEach(changed -> {
                Participant after = changed.after();
                if (after.mergedInto().isPresent()) {
                    everyone.remove(after.id());
                } else {
                    everyone.put(after.id(), after);
                }
            });
        }
        return this;
    }
}
