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

/** Combines the declarations of two merged records of one person. */
public final class MergedDeclarations {

    private MergedDeclarations() {}

    /**
     * @param others another record's declarations. Those already among the own ones were taken over earlier and may
     *     have changed since, so the own version counts.
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
     * Finds the live declarations that are one too many: a person has one of each type in each role. If both records
     * have one, the one that was made first counts.
     *
     * @return the others, in the order in which they were made
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
