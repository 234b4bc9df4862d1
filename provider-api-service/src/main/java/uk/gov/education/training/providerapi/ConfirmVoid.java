package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toMap;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.gov.education.training.events.DeclarationChange;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.providerapi.domain.declarations.VoidDeclarationRules;

/** Voids the declarations that funding-service has allowed to be voided, on request. */
@ApplicationScoped
public class ConfirmVoid {

    private final FactStore factStore;

    ConfirmVoid(FactStore factStore) {
        this.factStore = factStore;
    }

    /** @param moved the keys of participants with new funding decisions, which are locked */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return factStore
                .load(tx, moved.keySet(), DECLARATIONS, FUNDING_DECISIONS)
                .chain(loaded -> {
                    Map<String, Decision<DeclarationChange, Declarations>> decisions = new LinkedHashMap<>();
                    loaded.forEach((key, about) -> decide(about).ifPresent(decision -> decisions.put(key, decision)));
                    return factStore.saveDecisions(
                            tx,
                            DECLARATIONS,
                            loaded,
                            decisions,
                            decisions.keySet().stream().collect(toMap(key -> key, moved::get)));
                });
    }

    private static Optional<Decision<DeclarationChange, Declarations>> decide(FactsOfKey about) {
        return DecisionFailed.about(about.key(), () -> about.snapshot(DECLARATIONS)
                .flatMap(declarations -> about.snapshot(FUNDING_DECISIONS)
                        .map(funding -> VoidDeclarationRules.granted(declarations, funding))
                        .filter(granted -> !granted.isEmpty())
                        .map(granted -> voided(declarations, granted))));
    }

    private static Decision<DeclarationChange, Declarations> voided(
            Declarations declarations, List<Declaration> granted) {
        Declarations after = declarations;
        for (Declaration declaration : granted) {
            after = after.voided(declaration.id(), declaration.voidingRequestedAt());
        }
        return new Decision<>(
                after,
                granted.stream()
                        .<DeclarationChange>map(
                                declaration -> new DeclarationVoided(declaration.id(), declaration.leadProviderId()))
                        .toList());
    }
}
