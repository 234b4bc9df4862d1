package uk.gov.education.training.providerapi.domain.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.REGISTERED_AT;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.Uplift;

class SchoolUpliftTest {

    private static final UUID SCHOOL = id(800);
    private static final Uplift BOTH_IN_2023 = new Uplift(2023, true, true);
    private static final Uplift SPARSITY_IN_2024 = new Uplift(2024, false, true);

    private static School school(UUID id, String urn, Uplift... uplifts) {
        return new School(
                id,
                urn,
                "Oakfield Primary School",
                School.Status.OPEN,
                "Community school",
                true,
                null,
                null,
                null,
                List.of(uplifts),
                null,
                REGISTERED_AT);
    }

    @Test
    void cohortsWithoutAnUpliftAreLeftOut() {
        School school = school(SCHOOL, OAKFIELD, BOTH_IN_2023, new Uplift(2022, false, false), SPARSITY_IN_2024);

        assertThat(SchoolUplift.of(school, Set.of()))
                .containsExactlyInAnyOrder(
                        new SchoolUplift(SCHOOL, OAKFIELD, BOTH_IN_2023),
                        new SchoolUplift(SCHOOL, OAKFIELD, SPARSITY_IN_2024));
    }

    @Test
    void upliftsStayUnderAFormerUrn() {
        Set<SchoolUplift> before = SchoolUplift.of(school(SCHOOL, OAKFIELD, BOTH_IN_2023), Set.of());

        assertThat(SchoolUplift.of(school(SCHOOL, ASHDOWN, SPARSITY_IN_2024), before))
                .containsExactlyInAnyOrder(
                        new SchoolUplift(SCHOOL, OAKFIELD, SPARSITY_IN_2024),
                        new SchoolUplift(SCHOOL, ASHDOWN, SPARSITY_IN_2024));
    }

    @Test
    void otherSchoolsUrnsAreLeftOut() {
        Set<SchoolUplift> before = SchoolUplift.of(school(id(801), ASHDOWN, BOTH_IN_2023), Set.of());

        assertThat(SchoolUplift.of(school(SCHOOL, OAKFIELD, BOTH_IN_2023), before))
                .containsExactly(new SchoolUplift(SCHOOL, OAKFIELD, BOTH_IN_2023));
    }
}
