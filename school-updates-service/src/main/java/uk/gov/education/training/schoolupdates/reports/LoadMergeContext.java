package uk.gov.education.training.schoolupdates.reports;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.schoolupdates.domain.MergeContext;
import uk.gov.education.training.schoolupdates.domain.Periods;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** Loads the facts of other services that decide whether two records can be merged. */
@ApplicationScoped
public class LoadMergeContext {

    private final UpstreamFacts upstreamFacts;
    private final ReferenceData referenceData;

    LoadMergeContext(UpstreamFacts upstreamFacts, ReferenceData referenceData) {
        this.upstreamFacts = upstreamFacts;
        this.referenceData = referenceData;
    }

    public Uni<MergeContext> load(
            SqlConnection tx, UUID one, UUID other, LockedParticipants locked, ReportContext reportContext) {
        List<UUID> ids = Stream.of(one, other)
                .flatMap(id -> Periods.allIds(locked.get(id)).stream())
                .toList();
        return upstreamFacts.declarations(tx, ids).chain(declarations -> upstreamFacts
                .cohortsMovedTo(tx, ids, reportContext.at())
                .chain(cohortsMovedTo -> upstreamFacts
                        .fundingEnded(tx, List.of(one, other))
                        .chain(ended -> referenceData
                                .leadProviderNames(tx, leadProviders(declarations.values()))
                                .map(names -> new MergeContext(declarations.values(), cohortsMovedTo, ended, names)))));
    }

    private static Set<UUID> leadProviders(Collection<Declarations> declarations) {
        return declarations.stream()
                .flatMap(about -> about.declarations().stream())
                .map(Declaration::leadProviderId)
                .collect(Collectors.toSet());
    }
}
