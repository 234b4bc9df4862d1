package uk.gov.education.training.providerapi.domain.declarations;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Statement;

/**
 * The facts beside the participant's that decide on a declaration.
 *
 * @param contractPeriods all of them
 * @param openStatements the open statements of this lead provider
 * @param known the declarations that were there when the request came
 * @param underEarlierIds declarations about records that were merged into this one, which have not moved yet
 */
public record DeclarationContext(
        List<ContractPeriod> contractPeriods,
        List<Statement> openStatements,
        Set<UUID> known,
        List<Declaration> underEarlierIds) {

    /** The context of a participant who was recorded only once. */
    public DeclarationContext(List<ContractPeriod> contractPeriods, List<Statement> openStatements, Set<UUID> known) {
        this(contractPeriods, openStatements, known, List.of());
    }

    Stream<ContractPeriod> contractPeriods(Stream<Integer> years) {
        return years.flatMap(year -> contractPeriods.stream().filter(period -> period.year() == year));
    }
}
