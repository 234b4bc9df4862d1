package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.schoolupdates.Together.Locked;
import uk.gov.education.training.schoolupdates.domain.Merging.Said;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.OthersFacts;
import uk.gov.education.training.schoolupdates.store.Reference;

/** Gathers what a merge is judged by, besides the two records. In the caller's transaction. */
@ApplicationScoped
class MergeFacts {

    private final OthersFacts others;
    private final Reference reference;

    MergeFacts(OthersFacts others, Reference reference) {
        this.others = others;
        this.reference = reference;
    }

    Uni<Said> of(UUID one, UUID other, Locked locked, Occasion occasion) {
        List<UUID> ids = Stream.of(one, other)
                .flatMap(id -> SchoolRecords.idsOf(locked.rows().get(id).facts()).stream())
                .toList();
        return others.declarations(ids).chain(declarations -> others.cohortsMovedTo(ids, occasion.at())
                .chain(movedTo -> others.fundingEnded(List.of(one, other)).chain(ended -> reference
                        .leadProviderNames(leadProviders(declarations.values()))
                        .map(names -> new Said(declarations.values(), movedTo, ended, names)))));
    }

    private static Set<UUID> leadProviders(Collection<Declarations> declarations) {
        return declarations.stream()
                .flatMap(about -> about.declarations().stream())
                .map(Declaration::leadProviderId)
                .collect(Collectors.toSet());
    }
}
