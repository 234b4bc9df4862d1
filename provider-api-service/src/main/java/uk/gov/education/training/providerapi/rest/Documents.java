package uk.gov.education.training.providerapi.rest;

import static java.util.stream.Collectors.joining;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import uk.gov.education.training.events.edge.Caller;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.providerapi.ShowParticipants;
import uk.gov.education.training.providerapi.store.Kind;
import uk.gov.education.training.providerapi.store.PagedReadings;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.ProviderDocuments.Listed;
import uk.gov.education.training.providerapi.store.Search;

/** What the lead provider whose token is presented may read, as it stands or, where the caller chooses, on a day. */
@RequestScoped
class Documents {

    private final ProviderDocuments documents;
    private final PagedReadings readings;
    private final ShowParticipants show;
    private final SecurityIdentity identity;
    private final RequestTime time;
    private final Answers answers;

    Documents(
            ProviderDocuments documents,
            PagedReadings readings,
            ShowParticipants show,
            SecurityIdentity identity,
            RequestTime time,
            Answers answers) {
        this.documents = documents;
        this.readings = readings;
        this.show = show;
        this.identity = identity;
        this.time = time;
        this.answers = answers;
    }

    Uni<Response> list(Kind kind, Search search) {
        UUID leadProvider = leadProvider();
        return readings.within(caller().tokenId(), leadProvider, kind, search)
                .chain(page -> documents.page(leadProvider, kind, page))
                .chain(listed -> asOfRequest(kind, listed)
                        .map(resources ->
                                answers.of(listed, resources.stream().collect(joining(",", "{\"data\":[", "]}")))));
    }

    Uni<Response> show(Kind kind, UUID id) {
        return documents.find(leadProvider(), kind, id).chain(found -> {
            List<Listed> listed = List.of(found.orElseThrow(Documents::notFound));
            return asOfRequest(kind, listed)
                    .map(resources -> resources.stream().findFirst().orElseThrow(Documents::notFound))
                    .map(resource -> answers.of(listed, "{\"data\":" + resource + "}"));
        });
    }

    private Uni<List<String>> asOfRequest(Kind kind, List<Listed> listed) {
        // A statement is the same on every day.
        return time.isChosen() && kind != Kind.STATEMENT
                ? show.asOf(time.today(), leadProvider(), kind, listed)
                : Uni.createFrom().item(listed.stream().map(Listed::json).toList());
    }

    UUID leadProvider() {
        return Objects.requireNonNull(caller().leadProviderId());
    }

    private Caller caller() {
        return (Caller) identity.getPrincipal();
    }

    /** An id that is no UUID belongs to nothing. */
    static UUID id(String id) {
        return Id.parse(id).orElseThrow(Documents::notFound);
    }

    static Refusal notFound() {
        return Refusal.notFound("id", "Nothing could be found for the provided details.");
    }
}
