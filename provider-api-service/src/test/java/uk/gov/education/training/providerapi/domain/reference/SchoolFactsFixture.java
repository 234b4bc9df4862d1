package uk.gov.education.training.providerapi.domain.reference;

import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.InductionTutor;

/** Builds the facts about Oakfield School step by step. Ids and dates are fixed. */
final class SchoolFactsFixture {

    static final UUID OAKFIELD_ID = id(61);
    static final UUID HARBOUR = id(41);
    static final UUID LIGHTHOUSE = id(42);
    static final Instant ADDED_AT = Instant.parse("2024-11-02T10:00:00.5Z");
    static final Instant CONFIRMED_AT = Instant.parse("2026-06-16T08:30:11Z");

    private School school = new School(
            OAKFIELD_ID,
            OAKFIELD,
            "Oakfield School",
            School.Status.OPEN,
            "Community school",
            true,
            null,
            null,
            null,
            List.of(),
            null,
            ADDED_AT);
    private final List<Partnership> partnerships = new ArrayList<>();
    private final List<SchoolTraining> trainings = new ArrayList<>();
    private final Map<UUID, String> deliveryPartners =
            new HashMap<>(Map.of(HARBOUR, "Harbour Teaching Hub", LIGHTHOUSE, "Lighthouse Trust"));

    static ContractPeriod cohort(int year) {
        return new ContractPeriod(
                year, date(year + "-06-01"), date(year + 1 + "-05-31"), true, null, true, true, true, List.of());
    }

    SchoolFactsFixture ineligible() {
        school = school.withEligible(false);
        return this;
    }

    SchoolFactsFixture contacts(@Nullable String primary, @Nullable String secondary) {
        school = school.withPrimaryContactEmail(primary).withSecondaryContactEmail(secondary);
        return this;
    }

    SchoolFactsFixture tutor(String name, String email) {
        school = school.withInductionTutor(new InductionTutor(name, email));
        return this;
    }

    /** Adds a partnership, with an id by its place. */
    SchoolFactsFixture partnership(UUID leadProvider, int cohort) {
        return partnership(leadProvider, cohort, HARBOUR);
    }

    SchoolFactsFixture partnership(UUID leadProvider, int cohort, UUID deliveryPartner) {
        partnerships.add(new Partnership(
                id(30 + partnerships.size()), leadProvider, "", deliveryPartner, OAKFIELD, cohort, CONFIRMED_AT));
        return this;
    }

    SchoolFactsFixture unnamed(UUID deliveryPartner) {
        deliveryPartners.remove(deliveryPartner);
        return this;
    }

    /** Adds training by a lead provider without a partnership yet. */
    SchoolFactsFixture interest(Role role, UUID leadProvider, int cohort, UUID schoolPeriod) {
        return training(role, schoolPeriod, leadProvider, cohort, null, cohort + "-09-01", null);
    }

    SchoolFactsFixture schoolLed(UUID schoolPeriod, String startedOn, @Nullable String finishedOn) {
        return training(Role.ECT, schoolPeriod, null, null, null, startedOn, finishedOn);
    }

    /** Adds training under the first partnership. */
    SchoolFactsFixture inTraining(Role role, String startedOn, @Nullable String finishedOn) {
        Partnership first = partnerships.getFirst();
        return training(
                role,
                id(900 + trainings.size()),
                first.leadProviderId(),
                first.cohort(),
                first.id(),
                startedOn,
                finishedOn);
    }

    SchoolFactsFixture training(
            Role role,
            UUID schoolPeriod,
            @Nullable UUID leadProvider,
            @Nullable Integer cohort,
            @Nullable UUID partnership,
            String startedOn,
            @Nullable String finishedOn) {
        trainings.add(new SchoolTraining(
                id(1),
                id(100 + trainings.size()),
                schoolPeriod,
                OAKFIELD,
                role,
                leadProvider,
                cohort,
                partnership,
                date(startedOn),
                finishedOn == null ? null : date(finishedOn)));
        return this;
    }

    SchoolFacts facts() {
        return new SchoolFacts(
                school,
                partnerships,
                trainings,
                deliveryPartners,
                IntStream.rangeClosed(2024, 2026)
                        .mapToObj(SchoolFactsFixture::cohort)
                        .toList(),
                Set.of(AMBER, BRACKEN));
    }
}
