package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.domain.contracts.ContractDetails.BandDetails;

/** Contracts for the tests. */
public final class ContractFixtures {

    public static final UUID PROVIDER = UUID.fromString("22727fdc-816a-4a3c-9675-030e724bbf89");

    private ContractFixtures() {}

    /** For 2024, with two bands of two places each. */
    public static ContractDetails ecf() {
        return ecf(band(2, "100.00"), band(2, "80.00"));
    }

    public static ContractDetails ecf(@Nullable BandDetails... bands) {
        return new ContractDetails(
                PROVIDER,
                2024,
                "ecf",
                3,
                new ArrayList<>(Arrays.asList(bands)),
                new BigDecimal("100"),
                new BigDecimal("0"),
                null,
                null,
                null,
                null,
                null);
    }

    public static ContractDetails ittecf() {
        return new ContractDetails(
                PROVIDER,
                2026,
                "ittecf_ectp",
                3,
                List.of(band(2, "100.00")),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal("10"),
                new BigDecimal("0.2"),
                true,
                4,
                new BigDecimal("500"));
    }

    public static BandDetails band(int capacity, String fee) {
        return new BandDetails(capacity, new BigDecimal(fee), new BigDecimal("0.60"), new BigDecimal("0.40"));
    }
}
