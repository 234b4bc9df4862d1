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
import uk.gov.education.training.schoolupdates.MentorshipLock.Locked;
import uk.gov.education.training.schoolupdates.domain.Merging.Said;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** Gathers what a merge is judged by, besides the two records. In the caller's transaction. */
@ApplicationScoped
class MergeFacts {

    private final UpstreamFacts others;
    private final ReferenceData referenceData;

    MergeFacts(UpstreamFacts others, ReferenceData referenceData) {
        this.others = others;
        this.referenceData = referenceData;
    }

    Uni<Said> of(UUID one, UUID other, Locked locked, ReportContext reportContext) {
        List<UUID> ids = Stream.of(one, other)
                .flatMap(id -> SchoolParticipants.idsOf(locked.rows().get(id).facts()).stream())
                .toList();
        return others.declarations(ids).chain(declarations -> others.cohortsMovedTo(ids, reportContext.at())
                .chain(movedTo -> others.fundingEnded(List.of(one, other)).chain(ended -> referenceData
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
