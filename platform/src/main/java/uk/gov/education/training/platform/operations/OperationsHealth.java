package uk.gov.education.training.platform.operations;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;

/**
 * Adds this instance's conditions to its wellness. None of them makes it unready, except an unavailable database, which
 * the readiness reports itself.
 */
class OperationsHealth {

    @Produces
    @Wellness
    HealthCheck broker(OperationsState operationsState) {
        return check("broker", Condition.BROKER_UNAVAILABLE, operationsState);
    }

    @Produces
    @Wellness
    HealthCheck deadLetters(OperationsState operationsState) {
        return check(Condition.DEAD_LETTERS_WAITING, operationsState);
    }

    @Produces
    @Wellness
    HealthCheck relay(OperationsState operationsState) {
        return check(Condition.RELAY_STALLED, operationsState);
    }

    @Produces
    @Wellness
    HealthCheck lag(OperationsState operationsState) {
        return check(Condition.LAG_HIGH, operationsState);
    }

    @Produces
    @Wellness
    HealthCheck propagation(OperationsState operationsState) {
        return check(Condition.PROPAGATION_SLOW, operationsState);
    }

    @Produces
    @Wellness
    HealthCheck invariants(OperationsState operationsState) {
        return check(Condition.INVARIANT_BROKEN, operationsState);
    }

    @Produces
    @Wellness
    HealthCheck schedules(OperationsState operationsState) {
        return check(Condition.SCHEDULES_UNASSIGNED, operationsState);
    }

    private static HealthCheck check(Condition condition, OperationsState operationsState) {
        return check(Alert.name(condition), condition, operationsState);
    }

    private static HealthCheck check(String name, Condition condition, OperationsState operationsState) {
        return () -> operationsState.localConditions().stream()
                .filter(active -> active.condition() == condition)
                .map(ActiveCondition::detail)
                .findFirst()
                .map(detail -> HealthCheckResponse.named(name)
                        .down()
                        .withData("reason", detail)
                        .build())
                .orElseGet(() -> HealthCheckResponse.up(name));
    }
}
