package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.schoolupdates.domain.Catalogue;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.domain.Setting;
import uk.gov.education.training.schoolupdates.store.OthersFacts;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.Reference;

/** Gathers what a registration is judged by. In the caller's transaction. */
@ApplicationScoped
class Settings {

    private final Reference reference;
    private final Partnerships partnerships;
    private final OthersFacts others;

    Settings(Reference reference, Partnerships partnerships, OthersFacts others) {
        this.reference = reference;
        this.partnerships = partnerships;
        this.others = others;
    }

    /**
     * Of a registration.
     *
     * @param trn of the person to be registered
     * @param people everyone whom the registration may concern
     */
    Uni<Setting> of(
            String schoolUrn,
            Occasion occasion,
            @Nullable UUID leadProviderId,
            @Nullable String email,
            @Nullable String trn,
            Collection<UUID> people) {
        return of(schoolUrn, occasion, leadProviderId, people)
                .chain(setting -> isTaken(email, trn).map(setting::withEmailTaken));
    }

    /** Of any other report. */
    Uni<Setting> of(String schoolUrn, Occasion occasion, @Nullable UUID leadProviderId, Collection<UUID> people) {
        return catalogue()
                .chain(catalogue -> partnerships.ofSchool(schoolUrn).chain(ofSchool -> isLeadProvider(leadProviderId)
                        .chain(leadProviderKnown -> others.fundingEnded(people)
                                .chain(ended -> others.cohortsMovedTo(people, occasion.at())
                                        .map(movedTo -> new Setting(
                                                schoolUrn,
                                                occasion,
                                                catalogue,
                                                ofSchool,
                                                leadProviderKnown,
                                                false,
                                                ended,
                                                movedTo))))));
    }

    Uni<Catalogue> catalogue() {
        return others.catalogue().invoke(catalogue -> {
            if (catalogue.isEmpty()) {
                throw new Refusal(
                        503,
                        List.of(new Problem("service", "The contract periods are not known yet. Try again shortly.")));
            }
        });
    }

    private Uni<Boolean> isLeadProvider(@Nullable UUID id) {
        return id == null ? Uni.createFrom().item(false) : reference.isLeadProvider(id);
    }

    private Uni<Boolean> isTaken(@Nullable String email, @Nullable String trn) {
        return email == null ? Uni.createFrom().item(false) : reference.isEmailTaken(PlainText.squeezed(email), trn);
    }
}
