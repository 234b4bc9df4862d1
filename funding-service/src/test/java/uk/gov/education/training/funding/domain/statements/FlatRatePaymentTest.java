package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.gov.education.training.events.DeclarationType.COMPLETED;
import static uk.gov.education.training.events.DeclarationType.STARTED;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.billable;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.declared;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.pounds;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.refundable;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.uplifts;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.FlatRateTerms;

class FlatRatePaymentTest {

    private static final FlatRateTerms TERMS = new FlatRateTerms(10, pounds("1000"));

    @Test
    void halfIsPaidForStartedAndHalfForCompleted() {
        assertThat(amounts(billable(STARTED, 1)).net()).isEqualByComparingTo("500");
        assertThat(amounts(billable(COMPLETED, 1)).net()).isEqualByComparingTo("500");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"STARTED", "COMPLETED"})
    void otherTypesAreNotPaid(DeclarationType type) {
        assertThat(amounts(billable(type, 3)).net()).isZero();
    }

    @Test
    void thereIsNoLimit() {
        assertThat(amounts(billable(STARTED, 5000)).net()).isEqualByComparingTo("2500000");
    }

    @Test
    void clawbacksAloneAreNegative() {
        assertThat(amounts(refundable(COMPLETED, 3)).net()).isEqualByComparingTo("-1500");
    }

    @Test
    void earlierStatementsMakeNoDifference() {
        assertThat(amounts(declared(STARTED, new CumulativeCounts(40, 30, 2, 1)))
                        .net())
                .isEqualByComparingTo("500");
    }

    @Test
    void thereAreNoUplifts() {
        assertThat(amounts(uplifts(3, 1)).net()).isZero();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"0.5, 0.4", "0.5, 0.6"})
    void proportionsMustAddUpToOne(String started, String completed) {
        var proportions = Map.of(STARTED, pounds(started), COMPLETED, pounds(completed));

        assertThatThrownBy(() -> FlatRatePayment.of(pounds("1000"), proportions, DeclarationTotals.NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static GrossAndRefund amounts(DeclarationTotals declarationTotals) {
        return FlatRatePayment.of(TERMS, declarationTotals).amounts();
    }
}
