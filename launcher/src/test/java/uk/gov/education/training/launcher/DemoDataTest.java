package uk.gov.education.training.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private final List<DemoData.Partnership> partnerships = DemoData.partnerships();

    @Test
    void thereAreEnoughOfEachKind() {
        assertThat(DemoData.LEAD_PROVIDERS).hasSize(8);
        assertThat(DemoData.DELIVERY_PARTNERS).hasSize(10);
        assertThat(DemoData.SCHOOLS).hasSize(24).allSatisfy(school -> assertThat(school.urn())
                .matches("9\\d{5}"));
    }

    @Test
    void registerHas300SchoolsAndBeginsWithThoseThatHavePartnerships() {
        var register = DemoData.register();

        assertThat(register).hasSize(300);
        assertThat(register.stream().map(SchoolsRegister.Establishment::urn)).doesNotHaveDuplicates();
        assertThat(register.subList(0, 24))
                .extracting(SchoolsRegister.Establishment::urn, SchoolsRegister.Establishment::name)
                .containsExactlyElementsOf(DemoData.SCHOOLS.stream()
                        .map(school -> tuple(school.urn(), school.name()))
                        .toList());
    }

    @Test
    void idsAreUnique() {
        assertThat(Stream.concat(DemoData.LEAD_PROVIDERS.stream(), DemoData.DELIVERY_PARTNERS.stream())
                        .map(DemoData.Organisation::id))
                .doesNotHaveDuplicates();
        assertThat(DemoData.SCHOOLS.stream().map(DemoData.School::urn)).doesNotHaveDuplicates();
    }

    @Test
    void everyLeadProviderHasPartnershipsInEveryCohort() {
        for (var cohort : DemoData.COHORTS) {
            assertThat(DemoData.LEAD_PROVIDERS).allSatisfy(provider -> assertThat(partnerships.stream()
                            .filter(partnership -> partnership.cohort() == cohort)
                            .filter(partnership -> partnership.leadProviderId().equals(provider.id())))
                    .hasSizeGreaterThanOrEqualTo(3));
        }
    }

    @Test
    void everySchoolWorksWithThreeLeadProvidersInEveryCohort() {
        for (var cohort : DemoData.COHORTS) {
            assertThat(DemoData.SCHOOLS)
                    .allSatisfy(school ->
                            assertThat(providersOf(school, cohort)).hasSize(3).doesNotHaveDuplicates());
        }
    }

    @Test
    void everyDeliveryPartnerHasWork() {
        assertThat(partnerships.stream().map(DemoData.Partnership::deliveryPartnerId))
                .containsAll(DemoData.DELIVERY_PARTNERS.stream()
                        .map(DemoData.Organisation::id)
                        .toList());
    }

    @Test
    void everyPartnershipHasItsPairing() {
        assertThat(DemoData.pairings())
                .containsAll(partnerships.stream()
                        .map(partnership -> new DemoData.Pairing(
                                partnership.leadProviderId(), partnership.deliveryPartnerId(), partnership.cohort()))
                        .toList());
    }

    @Test
    void noPartnershipGoesOnInTheLastCohort() {
        assertThat(DemoData.pairings())
                .doesNotContainAnyElementsOf(partnerships.stream()
                        .filter(partnership -> partnership.cohort() < 2026)
                        .map(partnership -> new DemoData.Pairing(
                                partnership.leadProviderId(), partnership.deliveryPartnerId(), 2026))
                        .toList());
    }

    @Test
    void everyLeadProviderHasAContractForEveryCohort() {
        for (var cohort : DemoData.COHORTS) {
            assertThat(DemoData.contracts().stream()
                            .filter(contract -> contract.cohort() == cohort)
                            .map(DemoData.Contract::leadProviderId))
                    .containsExactlyElementsOf(DemoData.LEAD_PROVIDERS.stream()
                            .map(DemoData.Organisation::id)
                            .toList());
        }
    }

    /** The payments of 2021 are frozen on 18 June 2024, those of 2022 on 16 June 2025. */
    @Test
    void contractsAreAgreedBeforeTheirCohortBegins() {
        assertThat(DemoData.contracts()).allSatisfy(contract -> assertThat(DemoContracts.agreedAt(contract))
                .isBefore(Instant.parse(contract.cohort() + "-06-01T00:00:00Z")));
    }

    @Test
    void contractsPayForMentorsAtAFlatRateFrom2025On() {
        assertThat(DemoData.contracts()).allSatisfy(contract -> {
            var body = DemoContracts.body(contract);
            var since2025 = contract.cohort() >= 2025;
            assertThat(body.get("contract_type")).isEqualTo(since2025 ? "ittecf_ectp" : "ecf");
            assertThat(body.containsKey("mentor_fee")).isEqualTo(since2025);
        });
    }

    @Test
    void itIsTheSameInEveryRun() {
        assertThat(DemoData.partnerships()).isEqualTo(partnerships);
        assertThat(new HashSet<>(partnerships)).hasSize(24 * 3 * 6);
    }

    private List<UUID> providersOf(DemoData.School school, int cohort) {
        return partnerships.stream()
                .filter(partnership -> partnership.cohort() == cohort
                        && partnership.schoolUrn().equals(school.urn()))
                .map(DemoData.Partnership::leadProviderId)
                .toList();
    }
}
