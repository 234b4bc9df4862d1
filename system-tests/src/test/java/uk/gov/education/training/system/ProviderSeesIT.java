package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.system.LeadProvider.Seen;

/**
 * The views of three lead providers after each report by a school, an appropriate body or DfE support: the current
 * provider, the next one, and one without any training of the participant.
 */
class ProviderSeesIT {

    private static final LocalDate SEPT_1 = LocalDate.of(2026, 9, 1);
    private static final LocalDate OCT_12 = LocalDate.of(2026, 10, 12);
    private static final LocalDate OCT_13 = LocalDate.of(2026, 10, 13);
    private static final LocalDate OCT_20 = LocalDate.of(2026, 10, 20);
    private static final LocalDate NOV_2 = LocalDate.of(2026, 11, 2);
    private static final LocalDate DEC_17 = LocalDate.of(2026, 12, 17);
    private static final LocalDate DEC_18 = LocalDate.of(2026, 12, 18);
    private static final LocalDate DEC_19 = LocalDate.of(2026, 12, 19);
    private static final LocalDate JAN_4 = LocalDate.of(2027, 1, 4);

    private final Demo demo = SystemUnderTest.demo();
    private final School school = School.of(demo.schools().get(4).urn(), demo);
    private final List<LeadProvider> providers = demo.leadProviders().stream()
            .map(provider -> LeadProvider.of(provider, demo))
            .toList();
    private final List<LeadProvider> partners = partners(school.urn());
    private final LeadProvider now = partners.get(0);
    private final LeadProvider next = partners.get(1);
    private final LeadProvider third = partners.get(2);
    private final RestClient support =
            new RestClient(demo.schoolUpdates() + "/api/v1", demo.tokens().get("support"));
    private final RestClient operations =
            new RestClient(demo.schedules() + "/api/v1", demo.tokens().get("operations"));
    private final RestClient appropriateBody =
            new RestClient(demo.schoolUpdates() + "/api/v1", demo.tokens().get("appropriate-body"));

    private List<LeadProvider> partners(String urn) {
        return demo.partnerships().stream()
                .filter(partnership -> partnership.schoolUrn().equals(urn) && partnership.cohort() == 2026)
                .map(partnership -> provider(partnership.leadProviderId()))
                .toList();
    }

    private LeadProvider provider(UUID id) {
        return providers.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Another school, with or without a partnership with a lead provider in a cohort. */
    private School schoolOf(LeadProvider provider, int cohort, boolean isPartner) {
        Set<String> working = demo.partnerships().stream()
                .filter(partnership ->
                        partnership.leadProviderId().equals(provider.id()) && partnership.cohort() == cohort)
                .map(Demo.Partnership::schoolUrn)
                .collect(Collectors.toSet());
        return demo.schools().stream()
                .map(each -> School.of(each.urn(), demo))
                .filter(each -> !each.urn().equals(school.urn()))
                .filter(each -> working.contains(each.urn()) == isPartner)
                .findFirst()
                .orElseThrow();
    }

    private LeadProvider notPartnerOf(School otherSchool) {
        List<LeadProvider> working = partners(otherSchool.urn());
        return providers.stream()
                .filter(provider -> !working.contains(provider))
                .findFirst()
                .orElseThrow();
    }

    /** Registers an ECT at the school from 1 September, in training with the first lead provider. */
    private String ect() {
        return ect(SEPT_1, SEPT_1);
    }

    private String ect(LocalDate registeredOn, LocalDate startedOn) {
        String id = school.registersEct(SchoolAndProvider.nextTrn(), registeredOn, startedOn, now.id())
                .path("id")
                .asText();
        SystemUnderTest.awaitAtRest();
        return id;
    }

    private String mentorOf(String ect) {
        String id = school.registersMentor(SchoolAndProvider.nextTrn(), SEPT_1, SEPT_1, ect)
                .path("id")
                .asText();
        SystemUnderTest.awaitAtRest();
        return id;
    }

    private static String trnOf(JsonNode participant) {
        return participant.path("trn").asText();
    }

    private String trn(String id) {
        return trnOf(school.rest()
                .get("/schools/" + school.urn() + "/participants/" + id)
                .ok());
    }

    private Seen active() {
        return new Seen("active", "active", "2026", school.urn());
    }

    private Seen left() {
        return new Seen("left", "active", "2026", school.urn());
    }

    /** The providers whose {@code updated_at} for a participant moved by a report. */
    private Set<LeadProvider> movedBy(String participant, Runnable report) {
        Map<LeadProvider, Optional<String>> before = updatedAt(participant);
        awaitNextSecond();
        report.run();
        SystemUnderTest.awaitAtRest();
        Map<LeadProvider, Optional<String>> after = updatedAt(participant);
        Set<LeadProvider> moved = new HashSet<>();
        after.forEach((provider, updatedAt) -> {
            if (!updatedAt.equals(before.get(provider))) {
                moved.add(provider);
                if (updatedAt.isPresent() && before.get(provider).isPresent()) {
                    assertThat(updatedAt.get())
                            .isGreaterThan(before.get(provider).get());
                }
            }
        });
        return moved;
    }

    /** {@code updated_at} has whole seconds, so it does not distinguish two changes in one second. */
    private static void awaitNextSecond() {
        Instant now = Instant.now();
        LockSupport.parkUntil(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toEpochMilli());
    }

    private Map<LeadProvider, Optional<String>> updatedAt(String participant) {
        Map<LeadProvider, Optional<String>> times = new HashMap<>();
        providers.forEach(provider -> times.put(provider, provider.updatedAt(participant)));
        return times;
    }

    @Nested
    class NamesAndEmailAddresses {

        @Test
        void newNameIsVisibleToTheTrainingProvider() {
            String ect = ect();

            assertThat(movedBy(ect, () -> school.reports("name", ect, OCT_12, Map.of("full_name", "Ada King"))))
                    .containsExactly(now);

            assertThat(now.participant(ect, OCT_12)
                            .orElseThrow()
                            .path("full_name")
                            .asText())
                    .isEqualTo("Ada King");
            assertThat(next.sees(ect)).isFalse();
            assertThat(third.sees(ect)).isFalse();
        }

        @Test
        void newEmailIsVisibleToTheTrainingProviderAtThatSchool() {
            String ect = ect();

            assertThat(movedBy(
                            ect,
                            () -> school.reports("email", ect, OCT_12, Map.of("email", "ada.king@school.example"))))
                    .containsExactly(now);

            assertThat(now.enrolment(ect, "ect", OCT_12).path("email").asText()).isEqualTo("ada.king@school.example");
            assertThat(third.sees(ect)).isFalse();
        }

        @Test
        void emailAtTheNewSchoolIsHiddenFromTheOldProvider() {
            String ect = ect();
            LeadProvider newProvider = next;
            School otherSchool = schoolOf(newProvider, 2026, true);
            otherSchool.registersEct(trn(ect), OCT_12, OCT_20, newProvider.id());
            SystemUnderTest.awaitAtRest();

            assertThat(movedBy(
                            ect,
                            () -> otherSchool.reports("email", ect, NOV_2, Map.of("email", "new@elsewhere.example"))))
                    .containsExactly(newProvider);
        }

        @Test
        void workingPatternChangesUpdatedAt() {
            String ect = ect();

            assertThat(movedBy(
                            ect,
                            () -> school.reports(
                                    "working-pattern", ect, OCT_12, Map.of("working_pattern", "part_time"))))
                    .containsExactly(now);

            assertThat(now.enrolment(ect, "ect", OCT_12).path("working_pattern").asText())
                    .isEqualTo("part_time");
        }
    }

    @Nested
    class Leaving {

        @Test
        void ectIsLeavingUntilTheDayAndLeftFromIt() {
            String ect = ect();
            String mentor = mentorOf(ect);
            String mentorUpdatedAt = now.updatedAt(mentor).orElseThrow();

            assertThat(movedBy(
                            ect, () -> school.reports("leaving", ect, OCT_12, Map.of("leaving_on", DEC_18.toString()))))
                    .containsExactly(now);

            assertThat(now.ect(ect, OCT_12)).isEqualTo(new Seen("leaving", "active", "2026", school.urn()));
            assertThat(now.ect(ect, DEC_17).participantStatus()).isEqualTo("leaving");
            assertThat(now.ect(ect, DEC_18)).isEqualTo(left());
            assertThat(now.mentor(mentor, DEC_18)).isEqualTo(active());
            assertThat(now.updatedAt(mentor)).contains(mentorUpdatedAt);
            assertThat(third.sees(ect)).isFalse();
        }

        @Test
        void ectWhoLeftInThePastHasLeft() {
            String ect = ect();

            school.reports("leaving", ect, NOV_2, Map.of("leaving_on", OCT_12.toString()));
            SystemUnderTest.awaitAtRest();

            assertThat(now.ect(ect, NOV_2)).isEqualTo(left());
        }

        @Test
        void leavingIsBroughtForwardButNotPushedBack() {
            String ect = ect();
            school.reports("leaving", ect, OCT_12, Map.of("leaving_on", DEC_18.toString()));
            SystemUnderTest.awaitAtRest();

            assertThat(movedBy(
                            ect, () -> school.reports("leaving", ect, OCT_13, Map.of("leaving_on", JAN_4.toString()))))
                    .isEmpty();
            assertThat(now.ect(ect, DEC_18)).isEqualTo(left());

            assertThat(movedBy(
                            ect, () -> school.reports("leaving", ect, OCT_13, Map.of("leaving_on", NOV_2.toString()))))
                    .isSubsetOf(now);
            assertThat(now.ect(ect, NOV_2)).isEqualTo(left());
        }

        @Test
        void leavingMentorStaysTheEctsMentorUntilTheLastDay() {
            String ect = ect();
            String mentor = mentorOf(ect);

            assertThat(movedBy(
                            mentor,
                            () -> school.reports("leaving", mentor, OCT_12, Map.of("leaving_on", DEC_18.toString()))))
                    .containsExactly(now);

            assertThat(now.mentor(mentor, DEC_17).participantStatus()).isEqualTo("leaving");
            assertThat(now.mentor(mentor, DEC_18)).isEqualTo(left());
            assertThat(now.mentorOf(ect, DEC_18)).isEqualTo(mentor);
            assertThat(now.mentorOf(ect, DEC_19)).isNull();
            assertThat(now.ect(ect, DEC_19)).isEqualTo(active());
            assertThat(third.sees(mentor)).isFalse();
        }

        @Test
        void mentorWhoLeavesOneOfTwoSchoolsContinuesAtTheOther() {
            String ect = ect();
            String mentor = mentorOf(ect);
            School second = schoolOf(now, 2026, true);
            second.registersMentor(trn(mentor), OCT_12, OCT_12, null, "mentoring_at_new_school_only", false);
            SystemUnderTest.awaitAtRest();

            assertThat(movedBy(
                            mentor,
                            () -> second.reports("leaving", mentor, OCT_20, Map.of("leaving_on", DEC_18.toString()))))
                    .isEmpty();

            assertThat(now.mentor(mentor, DEC_19)).isEqualTo(active());
            assertThat(now.mentorOf(ect, DEC_19)).isEqualTo(mentor);
        }
    }

    @Nested
    class Mentors {

        @Test
        void firstMentorIsVisibleOnBothRecords() {
            String ect = ect();

            Set<LeadProvider> moved = movedBy(ect, () -> mentorOf(ect));

            assertThat(moved).containsExactly(now);
            String mentor = now.mentorOf(ect, OCT_12);
            assertThat(now.mentor(mentor, OCT_12)).isEqualTo(active());
            assertThat(third.sees(mentor)).isFalse();
        }

        @Test
        void replacementMentorIsVisibleAndTheFormerContinuesTraining() {
            String ect = ect();
            String former = mentorOf(ect);
            String formerUpdatedAt = now.updatedAt(former).orElseThrow();
            String other = school.registersMentor(SchoolAndProvider.nextTrn(), OCT_12, OCT_12, null)
                    .path("id")
                    .asText();
            SystemUnderTest.awaitAtRest();
            assertThat(now.sees(other)).isFalse();

            assertThat(movedBy(ect, () -> school.reports("mentor", ect, OCT_12, Map.of("mentor_id", other))))
                    .containsExactly(now);

            assertThat(now.mentorOf(ect, OCT_12)).isEqualTo(other);
            assertThat(now.mentor(other, OCT_12)).isEqualTo(active());
            assertThat(now.enrolment(other, "mentor", OCT_12)
                            .path("schedule_identifier")
                            .asText())
                    .isEqualTo("ecf-replacement-september");
            assertThat(now.mentor(former, OCT_12)).isEqualTo(active());
            assertThat(now.updatedAt(former)).contains(formerUpdatedAt);
        }

        @ParameterizedTest
        @CsvSource({
            "2026-10-10, ecf-replacement-september",
            "2027-01-05, ecf-replacement-january",
            "2027-03-20, ecf-replacement-april",
        })
        void replacementMentorHasTheTermsScheduleUntilTheProviderChangesIt(LocalDate day, String identifier) {
            String ect = ect();
            mentorOf(ect);
            String other = school.registersMentor(SchoolAndProvider.nextTrn(), day, day, null)
                    .path("id")
                    .asText();

            assertThat(movedBy(other, () -> school.reports("mentor", ect, day, Map.of("mentor_id", other))))
                    .containsExactly(now);

            assertThat(now.schedule(other, "mentor", day)).isEqualTo(identifier);

            String standard = identifier.replace("replacement", "standard");
            assertThat(now.changesSchedule(other, "ecf-mentor", standard, null, day)
                            .at("/data/attributes/ecf_enrolments/0/schedule_identifier")
                            .asText())
                    .isEqualTo(standard);
            String updatedAt = now.updatedAt(other).orElseThrow();
            SystemUnderTest.awaitAtRest();
            assertThat(now.schedule(other, "mentor", day)).isEqualTo(standard);
            // schedule-service stored the same schedule, and the provider sees one change
            assertThat(now.updatedAt(other)).contains(updatedAt);
            assertThat(operations
                            .get("/participants/" + other + "/schedules")
                            .ok()
                            .at("/schedules/0/reason")
                            .asText())
                    .isEqualTo("changed-by-provider");
        }

        @Test
        void scheduleThatTheProviderChangedIsCarriedOverByTheNextProvidersTraining() {
            String ect = ect();
            now.changesSchedule(ect, "ecf-induction", "ecf-extended-september", null, OCT_12);
            SystemUnderTest.awaitAtRest();

            school.reports("lead-provider", ect, OCT_20, Map.of("lead_provider_id", next.id()));
            SystemUnderTest.awaitAtRest();

            assertThat(next.schedule(ect, "ect", OCT_20)).isEqualTo("ecf-extended-september");
        }

        @Test
        void cohortThatTheProviderChangedIsCarriedOver() {
            String ect = ect();
            JsonNode changed = now.changesSchedule(ect, "ecf-induction", "ecf-standard-september", "2025", OCT_12);
            assertThat(changed.at("/data/attributes/ecf_enrolments/0/cohort").asText())
                    .isEqualTo("2025");
            SystemUnderTest.awaitAtRest();

            school.reports("lead-provider", ect, OCT_20, Map.of("lead_provider_id", next.id()));
            SystemUnderTest.awaitAtRest();
            support.post(
                    "/partnerships",
                    Map.of(
                            "lead_provider_id", next.id(),
                            "school_urn", school.urn(),
                            "delivery_partner_id",
                                    demo.deliveryPartners().getFirst().id(),
                            "cohort", 2025));
            SystemUnderTest.awaitAtRest();

            assertThat(next.enrolment(ect, "ect", OCT_20).path("cohort").asText())
                    .isEqualTo("2025");
        }

        @Test
        void mentorInTrainingIsOnlyAssigned() {
            String ect = ect();
            String mentor = mentorOf(ect);
            String mentorUpdatedAt = now.updatedAt(mentor).orElseThrow();
            String another = ect();

            school.reports("mentor", another, OCT_12, Map.of("mentor_id", mentor));
            SystemUnderTest.awaitAtRest();

            assertThat(now.mentorOf(another, OCT_12)).isEqualTo(mentor);
            assertThat(now.mentorOf(ect, OCT_12)).isEqualTo(mentor);
            assertThat(now.updatedAt(mentor)).contains(mentorUpdatedAt);
        }

        @Test
        void mentorOfAnotherProviderIsVisibleToThatProvider() {
            String ect = ect();

            String mentor = school.registersMentor(
                            SchoolAndProvider.nextTrn(),
                            SEPT_1,
                            SEPT_1,
                            ect,
                            "lead_provider_id",
                            next.id().toString())
                    .path("id")
                    .asText();
            SystemUnderTest.awaitAtRest();

            assertThat(now.mentorOf(ect, OCT_12)).isEqualTo(mentor);
            assertThat(now.sees(mentor)).isFalse();
            assertThat(next.mentor(mentor, OCT_12)).isEqualTo(active());
        }

        @Test
        void mentorWhoTransfersInIsJoiningUntilTheyStart() {
            School before = schoolOf(now, 2026, true);
            String otherSchool = before.registersEct(SchoolAndProvider.nextTrn(), SEPT_1, SEPT_1, now.id())
                    .path("id")
                    .asText();
            JsonNode mentor = before.registersMentor(SchoolAndProvider.nextTrn(), SEPT_1, SEPT_1, otherSchool);
            String id = mentor.path("id").asText();
            String ect = ect();

            school.registersMentor(trnOf(mentor), OCT_12, NOV_2, ect);
            SystemUnderTest.awaitAtRest();

            assertThat(now.mentor(id, OCT_13)).isEqualTo(new Seen("joining", "active", "2026", school.urn()));
            assertThat(now.mentor(id, NOV_2)).isEqualTo(active());
            assertThat(now.mentorOf(ect, OCT_13)).isEqualTo(id);
            assertThat(now.mentorOf(otherSchool, OCT_13)).isEqualTo(id);
            assertThat(now.mentorOf(otherSchool, NOV_2)).isNull();
        }
    }

    @Nested
    class ProviderLedAndSchoolLed {

        @Test
        void schoolLedTrainingEndsTheProvidersTraining() {
            String ect = ect();
            String mentor = mentorOf(ect);
            String mentorUpdatedAt = now.updatedAt(mentor).orElseThrow();

            assertThat(movedBy(
                            ect,
                            () -> school.reports(
                                    "training-programme", ect, OCT_12, Map.of("training_programme", "school_led"))))
                    .containsExactly(now);

            assertThat(now.ect(ect, OCT_12)).isEqualTo(left());
            assertThat(now.mentor(mentor, OCT_12)).isEqualTo(active());
            assertThat(now.updatedAt(mentor)).contains(mentorUpdatedAt);
            assertThat(third.sees(ect)).isFalse();
        }

        @Test
        void formerProviderSeesThatFutureTrainingIsCancelled() {
            String ect = ect(OCT_12, JAN_4);
            assertThat(now.ect(ect, OCT_12).participantStatus()).isEqualTo("joining");

            school.reports("training-programme", ect, OCT_13, Map.of("training_programme", "school_led"));
            SystemUnderTest.awaitAtRest();

            assertThat(now.ect(ect, OCT_13)).isEqualTo(left());
        }

        @Test
        void providerLedTrainingIsVisibleWithTheMentors() {
            String ect = school.registersEct(SchoolAndProvider.nextTrn(), SEPT_1, SEPT_1, null)
                    .path("id")
                    .asText();
            String mentor = mentorOf(ect);
            assertThat(next.sees(ect)).isFalse();
            assertThat(next.sees(mentor)).isFalse();

            assertThat(movedBy(
                            ect,
                            () -> school.reports(
                                    "training-programme",
                                    ect,
                                    OCT_12,
                                    Map.of(
                                            "training_programme",
                                            "provider_led",
                                            "lead_provider_id",
                                            next.id().toString()))))
                    .containsExactly(next);

            assertThat(next.ect(ect, OCT_12)).isEqualTo(active());
            assertThat(next.mentor(mentor, OCT_12)).isEqualTo(active());
            assertThat(next.mentorOf(ect, OCT_12)).isEqualTo(mentor);
            assertThat(third.sees(ect)).isFalse();
        }
    }

    @Nested
    class AnotherLeadProvider {

        private void changes(String id, LeadProvider to, LocalDate on) {
            school.reports(
                    "lead-provider", id, on, Map.of("lead_provider_id", to.id().toString()));
        }

        @Test
        void afterTheStartTheOldProviderSeesLeftAndTheNewOneActive() {
            String ect = ect();

            assertThat(movedBy(ect, () -> changes(ect, next, OCT_12))).containsExactlyInAnyOrder(now, next);

            assertThat(now.ect(ect, OCT_12)).isEqualTo(left());
            assertThat(next.ect(ect, OCT_12)).isEqualTo(active());
            assertThat(third.sees(ect)).isFalse();
        }

        @Test
        void beforeTheStartTheOldProviderSeesLeftAndTheNewOneJoining() {
            String ect = ect(OCT_12, JAN_4);

            assertThat(movedBy(ect, () -> changes(ect, next, OCT_13))).containsExactlyInAnyOrder(now, next);

            assertThat(now.ect(ect, OCT_13)).isEqualTo(left());
            assertThat(now.ect(ect, JAN_4)).isEqualTo(left());
            assertThat(next.ect(ect, OCT_13)).isEqualTo(new Seen("joining", "active", "2026", school.urn()));
            assertThat(next.ect(ect, JAN_4)).isEqualTo(active());
            assertThat(third.sees(ect)).isFalse();
        }

        @Test
        void afterADeferralTheOldProviderSeesNoChange() {
            String ect = ect();
            now.defers(ect, "ecf-induction", OCT_12);
            SystemUnderTest.awaitAtRest();

            assertThat(movedBy(ect, () -> changes(ect, next, OCT_20))).containsExactly(next);

            assertThat(now.ect(ect, OCT_20)).isEqualTo(new Seen("left", "deferred", "2026", school.urn()));
            assertThat(next.ect(ect, OCT_20)).isEqualTo(active());
        }

        @Test
        void expressionOfInterestIsVisibleToNoProvider() {
            LeadProvider interested = notPartnerOf(school);
            String ect = ect();

            assertThat(movedBy(ect, () -> changes(ect, interested, OCT_12))).containsExactly(now);
            assertThat(movedBy(ect, () -> changes(ect, next, OCT_20))).containsExactly(next);

            assertThat(interested.sees(ect)).isFalse();
            assertThat(now.ect(ect, OCT_20)).isEqualTo(left());
            assertThat(next.ect(ect, OCT_20)).isEqualTo(active());
        }

        @Test
        void changeBackToTheFirstProviderIsActiveAgain() {
            String ect = ect();
            changes(ect, next, OCT_12);
            SystemUnderTest.awaitAtRest();

            assertThat(movedBy(ect, () -> changes(ect, now, OCT_20))).containsExactlyInAnyOrder(now, next);

            assertThat(now.ect(ect, OCT_20)).isEqualTo(active());
            assertThat(next.ect(ect, OCT_20)).isEqualTo(left());
        }

        @Test
        void mentorChangesProviderWithoutTheEct() {
            String ect = ect();
            String mentor = mentorOf(ect);
            String ectUpdatedAt = now.updatedAt(ect).orElseThrow();

            assertThat(movedBy(mentor, () -> changes(mentor, next, OCT_12))).containsExactlyInAnyOrder(now, next);

            assertThat(now.mentor(mentor, OCT_12)).isEqualTo(left());
            assertThat(next.mentor(mentor, OCT_12)).isEqualTo(active());
            assertThat(now.mentorOf(ect, OCT_12)).isEqualTo(mentor);
            assertThat(now.updatedAt(ect)).contains(ectUpdatedAt);
        }
    }

    @Nested
    class AnotherSchool {

        @Test
        void withTheSameProviderTheParticipantJoinsAndIsActiveAgain() {
            String ect = ect();
            String mentor = mentorOf(ect);
            School otherSchool = schoolOf(now, 2026, true);

            assertThat(movedBy(ect, () -> otherSchool.registersEct(trn(ect), OCT_12, NOV_2, now.id())))
                    .containsExactly(now);

            assertThat(now.ect(ect, OCT_13)).isEqualTo(new Seen("joining", "active", "2026", otherSchool.urn()));
            assertThat(now.ect(ect, NOV_2)).isEqualTo(new Seen("active", "active", "2026", otherSchool.urn()));
            assertThat(now.mentorOf(ect, NOV_2)).isNull();
            assertThat(now.mentor(mentor, NOV_2)).isEqualTo(active());
            assertThat(third.sees(ect)).isFalse();
        }

        @Test
        void sameProviderAtANewSchoolEndsADeferral() {
            String ect = ect();
            now.defers(ect, "ecf-induction", OCT_12);
            SystemUnderTest.awaitAtRest();
            School otherSchool = schoolOf(now, 2026, true);

            assertThat(movedBy(ect, () -> otherSchool.registersEct(trn(ect), OCT_20, NOV_2, now.id())))
                    .containsExactly(now);

            assertThat(now.ect(ect, NOV_2)).isEqualTo(new Seen("active", "active", "2026", otherSchool.urn()));
            assertThat(now.enrolment(ect, "ect", NOV_2).path("deferral").isNull())
                    .isTrue();
        }

        @Test
        void withAnotherProviderTheOldProviderSeesLeft() {
            String ect = ect();
            School otherSchool = schoolOf(next, 2026, true);

            assertThat(movedBy(ect, () -> otherSchool.registersEct(trn(ect), OCT_12, NOV_2, next.id())))
                    .containsExactlyInAnyOrder(now, next);

            assertThat(now.ect(ect, OCT_13)).isEqualTo(new Seen("leaving", "active", "2026", school.urn()));
            assertThat(now.ect(ect, NOV_2)).isEqualTo(left());
            assertThat(next.ect(ect, OCT_13)).isEqualTo(new Seen("joining", "active", "2026", otherSchool.urn()));
            assertThat(next.ect(ect, NOV_2)).isEqualTo(new Seen("active", "active", "2026", otherSchool.urn()));
        }

        @Test
        void withoutAPartnershipTheProviderSeesLeft() {
            String ect = ect();
            School otherSchool = schoolOf(now, 2026, false);

            otherSchool.registersEct(trn(ect), OCT_12, OCT_20, now.id());
            SystemUnderTest.awaitAtRest();

            assertThat(now.ect(ect, NOV_2)).isEqualTo(left());
        }

        @Test
        void schoolLedTrainingAtTheNewSchoolEndsIt() {
            String ect = ect();

            schoolOf(now, 2026, true).registersEct(trn(ect), OCT_12, OCT_20, null);
            SystemUnderTest.awaitAtRest();

            assertThat(now.ect(ect, NOV_2)).isEqualTo(left());
        }

        @Test
        void participantWhoReturnsAfterAGapIsActiveAgain() {
            String ect = ect();
            school.reports("leaving", ect, OCT_12, Map.of("leaving_on", OCT_13.toString()));
            SystemUnderTest.awaitAtRest();
            assertThat(now.ect(ect, OCT_20)).isEqualTo(left());

            assertThat(movedBy(ect, () -> school.registersEct(trn(ect), NOV_2, NOV_2, now.id())))
                    .containsExactly(now);

            assertThat(now.ect(ect, NOV_2)).isEqualTo(active());
        }

        @Test
        void ectOfAClosedCohortContinuesIn2024() {
            School first = schoolOf(now, 2022, true);
            LocalDate then = LocalDate.of(2022, 9, 5);
            String trn = SchoolAndProvider.nextTrn();
            String ect = first.registersEct(trn, then.plusDays(1), then, now.id())
                    .path("id")
                    .asText();
            SystemUnderTest.awaitAtRest();
            assertThat(now.ect(ect, then.plusDays(1))).isEqualTo(new Seen("active", "active", "2022", first.urn()));
            School otherSchool = demo.schools().stream()
                    .map(each -> School.of(each.urn(), demo))
                    .filter(each -> demo.partnerships().stream()
                            .anyMatch(partnership -> partnership.schoolUrn().equals(each.urn())
                                    && partnership.cohort() == 2024
                                    && partnership.leadProviderId().equals(now.id())))
                    .filter(each -> !each.urn().equals(first.urn()))
                    .findFirst()
                    .orElseThrow();

            otherSchool.registersEct(trn, OCT_12, OCT_20, now.id());
            SystemUnderTest.awaitAtRest();

            assertThat(now.ect(ect, NOV_2)).isEqualTo(new Seen("active", "active", "2024", otherSchool.urn()));
            assertThat(now.enrolment(ect, "ect", NOV_2)
                            .path("schedule_identifier")
                            .asText())
                    .isEqualTo("ecf-extended-september");
        }
    }

    @Nested
    class Partnerships {

        @Test
        void newPartnershipShowsFormerExpressionsOfInterest() {
            School otherSchool = schoolOf(third, 2026, false);
            String ect = otherSchool
                    .registersEct(SchoolAndProvider.nextTrn(), SEPT_1, SEPT_1, third.id())
                    .path("id")
                    .asText();
            SystemUnderTest.awaitAtRest();
            assertThat(third.sees(ect)).isFalse();

            Set<LeadProvider> moved = movedBy(ect, () -> support.post("/partnerships", partnership(otherSchool, third))
                    .ok());

            assertThat(moved).containsExactly(third);
            assertThat(third.ect(ect, OCT_12)).isEqualTo(new Seen("active", "active", "2026", otherSchool.urn()));
        }

        @Test
        void changedDeliveryPartnerIsVisibleToTheProvider() {
            String ect = ect();
            Demo.Partnership partnership = demo.partnerships().stream()
                    .filter(each -> each.schoolUrn().equals(school.urn())
                            && each.cohort() == 2026
                            && each.leadProviderId().equals(now.id()))
                    .findFirst()
                    .orElseThrow();
            UUID other = pairedWith(now)
                    .filter(id -> !id.toString().equals(deliveryPartner(ect)))
                    .findFirst()
                    .orElseThrow();

            assertThat(movedBy(ect, () -> support.put(
                                    "/partnerships/" + partnership.id(),
                                    Map.of("delivery_partner_id", other.toString()))
                            .ok()))
                    .containsExactly(now);

            assertThat(deliveryPartner(ect)).isEqualTo(other.toString());
        }

        private String deliveryPartner(String ect) {
            return now.enrolment(ect, "ect", OCT_12).path("delivery_partner_id").asText();
        }

        /** The delivery partners with which a lead provider works somewhere in 2026, so it is paired with them. */
        private Stream<UUID> pairedWith(LeadProvider provider) {
            return demo.partnerships().stream()
                    .filter(each ->
                            each.cohort() == 2026 && each.leadProviderId().equals(provider.id()))
                    .map(Demo.Partnership::deliveryPartnerId);
        }

        private Map<String, Object> partnership(School otherSchool, LeadProvider provider) {
            return Map.of(
                    "lead_provider_id", provider.id().toString(),
                    "school_urn", otherSchool.urn(),
                    "delivery_partner_id",
                            pairedWith(provider).findFirst().orElseThrow().toString(),
                    "cohort", 2026);
        }
    }

    @Nested
    class Induction {

        private String opened(String ect) {
            return appropriateBody
                    .on(SEPT_1)
                    .post("/participants/" + ect + "/induction-periods", Map.of("started_on", SEPT_1.toString()))
                    .ok()
                    .at("/induction_periods/0/id")
                    .asText();
        }

        @Test
        void startOfInductionMakesTheEctEligible() {
            String ect = ect();

            assertThat(movedBy(ect, () -> opened(ect))).containsExactly(now);

            JsonNode enrolment = now.enrolment(ect, "ect", OCT_12);
            assertThat(enrolment.path("overall_induction_start_date").asText()).isEqualTo("2026-09-01");
            assertThat(enrolment.path("induction_end_date").isNull()).isTrue();
            assertThat(enrolment.path("eligible_for_funding").asBoolean()).isTrue();
        }

        @Test
        void inductionOutcomeKeepsTheEctActive() {
            String ect = ect();
            String mentor = mentorOf(ect);
            String period = opened(ect);
            SystemUnderTest.awaitAtRest();

            assertThat(movedBy(
                            ect,
                            () -> close(
                                    ect,
                                    period,
                                    Map.of("finished_on", OCT_12.toString(), "outcome", "pass", "number_of_terms", 6))))
                    .containsExactly(now);

            assertThat(now.ect(ect, JAN_4)).isEqualTo(active());
            JsonNode enrolment = now.enrolment(ect, "ect", JAN_4);
            assertThat(enrolment.path("induction_end_date").asText()).isEqualTo(OCT_12.toString());
            assertThat(enrolment.path("eligible_for_funding").asBoolean()).isTrue();
            assertThat(now.mentorOf(ect, OCT_20)).isEqualTo(mentor);
            assertThat(now.mentorOf(ect, OCT_20.plusDays(1))).isNull();
            assertThat(now.mentor(mentor, JAN_4)).isEqualTo(active());
        }

        @Test
        void releaseDoesNotEndTraining() {
            String ect = ect();
            String period = opened(ect);
            SystemUnderTest.awaitAtRest();

            close(ect, period, Map.of("finished_on", OCT_12.toString(), "number_of_terms", 0.5));
            SystemUnderTest.awaitAtRest();

            assertThat(now.ect(ect, NOV_2)).isEqualTo(active());
            JsonNode enrolment = now.enrolment(ect, "ect", NOV_2);
            assertThat(enrolment.path("induction_end_date").isNull()).isTrue();
            assertThat(enrolment.path("most_recent_induction_period_end_date").asText())
                    .isEqualTo(OCT_12.toString());
        }

        private void close(String ect, String period, Map<String, ?> body) {
            appropriateBody
                    .on(OCT_20)
                    .put("/participants/" + ect + "/induction-periods/" + period, body)
                    .ok();
        }
    }

    @Nested
    class DfeSupport {

        @Test
        void mergedRecordIsVisibleUnderTheKeptId() {
            String kept = ect();
            school.reports("leaving", kept, OCT_12, Map.of("leaving_on", OCT_13.toString()));
            School otherSchool = schoolOf(next, 2026, true);
            String merged = otherSchool
                    .registersEct(SchoolAndProvider.nextTrn(), OCT_20, OCT_20, next.id())
                    .path("id")
                    .asText();
            SystemUnderTest.awaitAtRest();
            next.defers(merged, "ecf-induction", NOV_2);
            SystemUnderTest.awaitAtRest();

            assertThat(movedBy(kept, () -> support.on(NOV_2)
                            .post("/participants/" + merged + "/merge", Map.of("into", kept))
                            .ok()))
                    .containsExactlyInAnyOrder(now, next);

            assertThat(next.sees(merged)).isFalse();
            assertThat(next.ect(kept, NOV_2)).isEqualTo(new Seen("left", "deferred", "2026", otherSchool.urn()));
            assertThat(next.participant(kept, NOV_2)
                            .orElseThrow()
                            .at("/participant_id_changes/0/from_participant_id")
                            .asText())
                    .isEqualTo(merged);
            assertThat(third.sees(kept)).isFalse();
        }

        @Test
        void deletedParticipantIsVisibleToNoProvider() {
            String ect = ect();
            String mentor = mentorOf(ect);

            assertThat(movedBy(ect, () -> assertThat(
                                    support.delete("/participants/" + ect).status())
                            .isEqualTo(204)))
                    .containsExactly(now);

            assertThat(now.sees(ect)).isFalse();
            assertThat(now.mentor(mentor, OCT_12)).isEqualTo(active());
            RestClient operations =
                    new RestClient(demo.schedules() + "/api/v1", demo.tokens().get("operations"));
            assertThat(operations.get("/participants/" + ect + "/schedules").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void eachProviderSeesOnlyTheRoleThatItTrains() {
        String person = ect();
        String trn = trn(person);
        String other = ect();
        school.registersMentor(
                trn, OCT_12, OCT_12, other, "lead_provider_id", next.id().toString());
        SystemUnderTest.awaitAtRest();

        assertThat(now.participant(person, OCT_12).orElseThrow().path("ecf_enrolments"))
                .hasSize(1);
        assertThat(now.ect(person, OCT_12)).isEqualTo(active());
        assertThat(next.mentor(person, OCT_12)).isEqualTo(active());
        assertThat(now.mentorOf(other, OCT_12)).isEqualTo(person);
        assertThat(third.sees(person)).isFalse();
    }
}
