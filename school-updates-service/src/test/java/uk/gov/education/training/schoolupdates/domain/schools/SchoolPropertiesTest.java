package uk.gov.education.training.schoolupdates.domain.schools;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.InductionTutor;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.events.School.Uplift;

class SchoolPropertiesTest {

    private static final UUID ID = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final School SCHOOL = new School(
            ID,
            "100001",
            "Beechfield",
            Status.OPEN,
            "Community school",
            true,
            null,
            null,
            null,
            List.of(),
            null,
            Instant.parse("2025-09-01T00:00:00Z"));

    @Test
    void sameSchoolHasNoChangedProperty() {
        assertThat(SchoolProperties.changed(SCHOOL, SCHOOL.withName("Beechfield")))
                .isEmpty();
    }

    @Test
    void propertiesHaveTheirNamesInJson() {
        School after = SCHOOL.withStatus(Status.CLOSED)
                .withEligible(false)
                .withPrimaryContactEmail("office@beechfield.example");

        assertThat(SchoolProperties.changed(SCHOOL, after))
                .containsExactly("status", "eligible", "primary_contact_email");
    }

    @Test
    void everyPropertyThatCanChangeIsCompared() {
        School other = new School(
                ID,
                "100002",
                "Oakfield",
                Status.CLOSED,
                "Academy converter",
                false,
                "a@oakfield.example",
                "b@oakfield.example",
                new InductionTutor("Ada Hale", "ada@oakfield.example"),
                List.of(new Uplift(2026, true, false)),
                UUID.fromString("aaaaaaaa-0000-4000-8000-000000000002"),
                SCHOOL.createdAt());

        Set<String> fixed = Set.of("id", "created_at");
        assertThat(SchoolProperties.changed(SCHOOL, other))
                .containsExactlyInAnyOrderElementsOf(Stream.of(School.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                        .filter(name -> !fixed.contains(name))
                        .collect(toSet()));
    }
}
