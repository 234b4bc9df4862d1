package uk.gov.education.training.platform.operations;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;

/**
 * What is wrong with this instance, for the overall health: none of it makes the service unready. A database that is
 * away does, so that it is said there.
 */
class OperationsHealth {

    @Produces
    @Wellness
    HealthCheck broker(OperationsState operationsState) {
        return check("broker", Condition.BROKER_AWAY, operationsState);
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
        return () -> operationsState.own().stream()
                .filter(standing -> standing.condition() == condition)
                .map(Standing::detail)
                .findFirst()
                .map(detail -> HealthCheckResponse.named(name)
                        .down()
                        .withData("reason", detail)
                        .build())
                .orElseGet(() -> HealthCheckResponse.up(name));
    }
}
