package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Role;

/**
 * Finds declarations of the same type in the same role about one person. Only one that is not voided is allowed,
 * whichever lead provider made it.
 */
final class DuplicateDeclarations {

    private DuplicateDeclarations() {}

    private record Slot(Role role, DeclarationType type) {}

    /**
     * Returns one sentence for each duplicated type, with the declarations.
     *
     * @param declarations all declarations about one person, under any of their ids
     * @param leadProviders the names of the lead providers
     */
    static List<String> in(Collection<Declarations> declarations, Map<UUID, String> leadProviders) {
        Map<UUID, Declaration> live = new LinkedHashMap<>();
        declarations.stream()
                .flatMap(about -> about.declarations().stream())
                .filter(declaration -> !declaration.isVoided())
                .forEach(declaration -> live.put(declaration.id(), declaration));
        return live.values().stream()
                .sorted(comparing(Declaration::role).thenComparing(Declaration::type))
                .collect(groupingBy(
                        declaration -> new Slot(declaration.role(), declaration.type()), LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .filter(declared -> declared.getValue().size() > 1)
                .map(declared -> sentence(declared.getKey(), declared.getValue(), leadProviders))
                .toList();
    }

    private static String sentence(Slot slot, List<Declaration> declarations, Map<UUID, String> leadProviders) {
        return "One person can't have two '" + slot.type().wireName() + "' declarations as "
                + (slot.role() == Role.ECT ? "an ECT" : "a mentor")
                + ". Ask the lead providers to void all but one of these first: "
                + declarations.stream()
                        .sorted(comparing(Declaration::createdAt).thenComparing(Declaration::id))
                        .map(declaration -> declaration.id() + " of " + leadProvider(declaration, leadProviders))
                        .collect(joining(", "))
                + ".";
    }

    private static String leadProvider(Declaration declaration, Map<UUID, String> names) {
        UUID id = declaration.leadProviderId();
        return names.containsKey(id) ? names.get(id) + " (" + id + ")" : "lead provider " + id;
    }
}
