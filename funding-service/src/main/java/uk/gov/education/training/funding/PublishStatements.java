package uk.gov.education.training.funding;

import static uk.gov.education.training.events.Topics.STATEMENTS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.StatementChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;

/** Publishes changes of statements. */
@ApplicationScoped
class PublishStatements {

    private final FactStore factStore;

    PublishStatements(FactStore factStore) {
        this.factStore = factStore;
    }

    /** Decides the new state of a statement. */
    @FunctionalInterface
    interface Rule {
        /**
         * @param published the statement as last published; empty if it never was
         * @return empty if there is nothing to publish
         */
        Optional<Decision<StatementChange, Statement>> decide(UUID statementId, Optional<Statement> published);
    }

    /** The statements as last published, without a lock. */
    Uni<Map<UUID, Statement>> published(SqlConnection tx, Collection<UUID> statementIds) {
        return factStore.load(tx, keys(statementIds), STATEMENTS).map(facts -> {
            Map<UUID, Statement> published = new LinkedHashMap<>();
            facts.forEach((key, factsOfKey) -> factsOfKey
                    .snapshot(STATEMENTS)
                    .ifPresent(statement -> published.put(UUID.fromString(key), statement)));
            return published;
        });
    }

    /** Locks the keys of the statements, applies the rule to each and publishes the changes. */
    Uni<Void> publish(SqlConnection tx, Collection<UUID> statementIds, Cause cause, Rule rule) {
        List<String> keys = keys(statementIds);
        return factStore
                .lock(tx, keys)
                .chain(() -> factStore.load(tx, keys, STATEMENTS))
                .chain(facts ->
                        factStore.saveDecisions(tx, STATEMENTS, facts, decisions(facts, rule), causes(keys, cause)));
    }

    private static Map<String, Decision<StatementChange, Statement>> decisions(
            Map<String, FactsOfKey> facts, Rule rule) {
        Map<String, Decision<StatementChange, Statement>> decisions = new LinkedHashMap<>();
        facts.forEach((key, factsOfKey) -> rule.decide(UUID.fromString(key), factsOfKey.snapshot(STATEMENTS))
                .ifPresent(decision -> decisions.put(key, decision)));
        return decisions;
    }

    private static Map<String, Cause> causes(List<String> keys, Cause cause) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        keys.forEach(key -> causes.put(key, cause));
        return causes;
    }

    private static List<String> keys(Collection<UUID> statementIds) {
        return statementIds.stream().map(UUID::toString).toList();
    }
}
