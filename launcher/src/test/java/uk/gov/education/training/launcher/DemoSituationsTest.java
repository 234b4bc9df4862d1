package uk.gov.education.training.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoSituationsTest {

    private final List<DemoSituations> all = DemoSituations.all();

    @Test
    void everyPersonHasTheirOwnNumberIdAndEmailAddress() {
        assertThat(people()).hasSize(8 * (Situation.values().length + 3 * DeclarationSituation.values().length));
        assertThat(people().map(DemoPerson::trn)).doesNotHaveDuplicates().allMatch(trn -> trn.matches("4\\d{6}"));
        assertThat(people().map(DemoPerson::id)).doesNotHaveDuplicates();
        assertThat(people().map(DemoPerson::email)).doesNotHaveDuplicates();
    }

    @Test
    void idFollowsFromTheNumber() {
        assertThat(DemoPerson.of(7).id()).hasToString("ea11cb83-e998-3309-a7de-8f87a29def9b");
    }

    @Test
    void schoolsOfASituationDiffer() {
        assertThat(all).allSatisfy(situations -> {
            assertThat(List.of(
                            situations.firstSchool(),
                            situations.secondSchool(),
                            situations.schoolWithoutPeople(),
                            situations.interestedSchool(),
                            situations.rolledOverSchool()))
                    .doesNotHaveDuplicates();
            assertThat(situations.schoolOfNext()).isNotEqualTo(situations.firstSchool());
            assertThat(situations.otherAtFirstSchool()).isNotEqualTo(situations.leadProvider());
        });
    }

    @Test
    void partnershipsThatGoOnHaveSchoolsOfTheirOwn() {
        var withPartnership = DemoData.partnerships().stream()
                .map(DemoData.Partnership::schoolUrn)
                .toList();

        assertThat(all.stream().flatMap(each -> Stream.of(each.interestedSchool(), each.rolledOverSchool())))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(withPartnership);
    }

    private Stream<DemoPerson> people() {
        return all.stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(Situation.values()).map(each::person),
                        DemoSituations.OPEN_COHORTS.stream().flatMap(cohort -> Stream.of(DeclarationSituation.values())
                                .map(situation -> each.person(cohort, situation)))));
    }
}
