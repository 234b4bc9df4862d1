package uk.gov.education.training.providerapi.domain.declarations;

import static java.util.Comparator.comparing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Role;

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

    /**
     * One person has one declaration of each type in each role that is not voided. Where two records had one each, made
     * at the moment of the merge, the one that was made first stands.
     *
     * @return those that don't, in the order in which they were made
     */
    public static List<Declaration> doubles(Declarations both) {
        Set<Slot> taken = new HashSet<>();
        return both.declarations().stream()
                .filter(declaration -> !declaration.isVoided())
                .sorted(comparing(Declaration::createdAt).thenComparing(Declaration::id))
                .filter(declaration -> !taken.add(new Slot(declaration.role(), declaration.type())))
                .toList();
    }

    private record Slot(Role role, DeclarationType type) {}
}
