package uk.gov.education.training.funding.domain.declarations;

import static java.util.Comparator.comparing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Role;

/**
 * Makes sure that DfE pays once for a person. Of several declarations of one type in one role that are not voided, only
 * the first counts; the others are treated as voided when they were submitted. Other rules prevent duplicates too: this
 * is the last safeguard.
 */
final class DuplicateDeclarations {

    private DuplicateDeclarations() {}

    private record Slot(Role role, DeclarationType type) {}

    static List<Declaration> voided(List<Declaration> declarations) {
        Set<Slot> taken = new HashSet<>();
        Set<UUID> doubles = declarations.stream()
                .filter(declaration -> !declaration.isVoided())
                .sorted(comparing(Declaration::createdAt).thenComparing(Declaration::id))
                .filter(declaration -> !taken.add(new Slot(declaration.role(), declaration.type())))
                .map(Declaration::id)
                .collect(Collectors.toSet());
        return doubles.isEmpty()
                ? declarations
                : declarations.stream()
                        .map(declaration -> doubles.contains(declaration.id())
                                ? declaration.voided(declaration.submittedAt())
                                : declaration)
                        .toList();
    }
}
