package uk.gov.education.training.providerapi.domain;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;

/** Two records of one person became one, which has what was declared about either. */
public final class MergedDeclarations {

    private MergedDeclarations() {}

    /**
     * @param others another record's declarations. Those that the own ones have too were taken over before, and the own
     *     ones have gone on since.
     */
    public static Declarations of(Declarations own, Declarations others) {
        Set<UUID> known = own.declarations().stream().map(Declaration::id).collect(Collectors.toSet());
        Declarations both = own;
        for (Declaration declaration : others.declarations()) {
            both = known.contains(declaration.id()) ? both : both.with(declaration);
        }
        return both;
    }
}
