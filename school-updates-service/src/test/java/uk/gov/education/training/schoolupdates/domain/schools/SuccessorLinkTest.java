package uk.gov.education.training.schoolupdates.domain.schools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink.Column;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink.Kind;

class SuccessorLinkTest {

    @ParameterizedTest
    @CsvSource({
        "Successor, REPLACED",
        "successor, REPLACED",
        "Successor - merged, MERGED",
        "Successor - amalgamated, AMALGAMATED",
        "Successor - Split School, SPLIT"
    })
    void successorsOfEachKindAreRead(String type, Kind kind) {
        assertThat(read("100001", "100002", type))
                .isEqualTo(Verdict.accepted(Optional.of(new SuccessorLink("100001", "100002", kind))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Predecessor", "Predecessor - merged", "Sixth Form Centre Link", "Expansion", "Other"})
    void linkOfAnotherTypeChangesNothing(String type) {
        assertThat(read("100001", "100002", type)).isEqualTo(Verdict.accepted(Optional.empty()));
    }

    @Test
    void everythingThatIsWrongIsTold() {
        assertThat(refusedFields(read("A1", "", ""))).containsExactly("URN", "LinkURN", "LinkType");
    }

    @Test
    void schoolIsNotItsOwnSuccessor() {
        assertThat(read("100001", " 100001 ", "Successor"))
                .isEqualTo(Verdict.refused("LinkURN", "A school can't be linked to itself."));
    }

    private static Verdict<Optional<SuccessorLink>> read(String urn, String linkUrn, String type) {
        return SuccessorLink.read(Map.of(Column.URN, urn, Column.LINK_URN, linkUrn, Column.LINK_TYPE, type)::get);
    }

    private static List<String> refusedFields(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?>(List<Reason> reasons)
                ? reasons.stream().map(Reason::field).toList()
                : List.of();
    }
}
