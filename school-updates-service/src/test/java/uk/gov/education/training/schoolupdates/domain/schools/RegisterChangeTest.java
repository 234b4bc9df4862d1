package uk.gov.education.training.schoolupdates.domain.schools;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.School.Status;

class RegisterChangeTest {

    private static final RegisterEntry OPEN = entry("Beechfield", Status.OPEN, "Primary");

    @Test
    void schoolThatIsNotKnownIsAdded() {
        assertThat(RegisterChange.of(OPEN, null)).isEqualTo(RegisterChange.ADDED);
        assertThat(RegisterChange.of(entry("Old", Status.CLOSED, null), null)).isEqualTo(RegisterChange.ADDED);
    }

    @Test
    void sameEntryChangesNothing() {
        assertThat(RegisterChange.of(OPEN, known(entry("Beechfield", Status.OPEN, "Primary"))))
                .isEqualTo(RegisterChange.UNCHANGED);
    }

    @Test
    void anyOtherDetailIsAChange() {
        assertThat(RegisterChange.of(entry("Beechfield Primary", Status.OPEN, "Primary"), known(OPEN)))
                .isEqualTo(RegisterChange.CHANGED);
        assertThat(RegisterChange.of(entry("Beechfield", Status.OPEN, null), known(OPEN)))
                .isEqualTo(RegisterChange.CHANGED);
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    void schoolIsClosedOnce(Status before) {
        RegisterEntry closed = entry("Beechfield", Status.CLOSED, "Primary");

        assertThat(RegisterChange.of(closed, known(entry("Beechfield", before, "Primary"))))
                .isEqualTo(RegisterChange.CLOSED);
        assertThat(RegisterChange.of(entry("Renamed", Status.CLOSED, "Primary"), known(closed)))
                .isEqualTo(RegisterChange.CHANGED);
    }

    @Test
    void schoolThatWasTakenOverDoesNotOpenAgain() {
        KnownSchool merged = new KnownSchool(entry("Beechfield", Status.CLOSED, "Primary"), true);

        assertThat(RegisterChange.of(OPEN, merged)).isEqualTo(RegisterChange.CONTRADICTS_MERGE);
        assertThat(RegisterChange.of(merged.entry(), merged)).isEqualTo(RegisterChange.UNCHANGED);
    }

    private static KnownSchool known(RegisterEntry entry) {
        return new KnownSchool(entry, false);
    }

    private static RegisterEntry entry(String name, Status status, @Nullable String phase) {
        return new RegisterEntry("100001", name, status, "Community school", true, false, phase, null, null, null);
    }
}
