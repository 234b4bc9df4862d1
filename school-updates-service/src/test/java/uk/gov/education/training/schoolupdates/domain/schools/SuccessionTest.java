package uk.gov.education.training.schoolupdates.domain.schools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink.Kind;

class SuccessionTest {

    @ParameterizedTest
    @CsvSource({"REPLACED, REPLACE_URN", "MERGED, AWAIT_SUCCESSOR", "AMALGAMATED, AWAIT_SUCCESSOR", "SPLIT, NONE"})
    void onlyTheSameSchoolTakesAUrnThatNoSchoolHas(Kind kind, Succession succession) {
        assertThat(Succession.of(Status.CLOSED, false, links(kind), null)).isEqualTo(succession);
    }

    @ParameterizedTest
    @CsvSource({"REPLACED, MERGE", "MERGED, MERGE", "AMALGAMATED, MERGE", "SPLIT, NONE"})
    void successorThatIsASchoolOfItsOwnTakesTheClosedOneOver(Kind kind, Succession succession) {
        assertThat(Succession.of(Status.CLOSED, false, links(kind), Status.OPEN))
                .isEqualTo(succession);
    }

    @ParameterizedTest
    @CsvSource({"OPEN, MERGE", "PROPOSED_TO_CLOSE, MERGE", "PROPOSED_TO_OPEN, NONE", "CLOSED, NONE"})
    void successorMustBeOpen(Status successor, Succession succession) {
        assertThat(Succession.of(Status.CLOSED, false, links(Kind.MERGED), successor))
                .isEqualTo(succession);
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    void schoolThatIsNotClosedStays(Status status) {
        assertThat(Succession.of(status, false, links(Kind.MERGED), Status.OPEN))
                .isEqualTo(Succession.NONE);
        assertThat(Succession.of(status, false, links(Kind.REPLACED), null)).isEqualTo(Succession.NONE);
    }

    @Test
    void schoolWithSeveralSuccessorsStays() {
        List<SuccessorLink> links = List.of(
                new SuccessorLink("100001", "100002", Kind.MERGED), new SuccessorLink("100001", "100003", Kind.SPLIT));

        assertThat(Succession.of(Status.CLOSED, false, links, Status.OPEN)).isEqualTo(Succession.NONE);
        assertThat(Succession.of(Status.CLOSED, false, List.of(), Status.OPEN)).isEqualTo(Succession.NONE);
    }

    @Test
    void schoolThatWasTakenOverStays() {
        assertThat(Succession.of(Status.CLOSED, true, links(Kind.MERGED), Status.OPEN))
                .isEqualTo(Succession.NONE);
    }

    private static List<SuccessorLink> links(Kind kind) {
        return List.of(new SuccessorLink("100001", "100002", kind));
    }
}
