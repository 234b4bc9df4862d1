package uk.gov.education.training.providerapi.domain.declarations;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Statement;

/**
 * The facts that decide on a declaration, in addition to the participant's.
 *
 * @param contractPeriods all contract periods
 * @param openStatements the open statements of this lead provider
 * @param known the ids of the declarations that existed when the request arrived
 * @param underEarlierIds declarations about records merged into this one that have not been moved here yet
 */
public record DeclarationContext(
        List<ContractPeriod> contractPeriods,
        List<Statement> openStatements,
        Set<UUID> known,
        List<Declaration> underEarlierIds) {

    /** The context of a participant without merged records. */
    public DeclarationContext(List<ContractPeriod> contractPeriods, List<Statement> openStatements, Set<UUID> known) {
        this(contractPeriods, openStatements, known, List.of());
    }

    Stream<ContractPeriod> contractPeriods(Stream<Integer> years) {
        return years.flatMap(year -> contractPeriods.stream().filter(period -> period.year() == year));
    }
}
