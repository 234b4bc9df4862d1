package uk.gov.education.training.events.operations;

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
    HealthCheck broker(Operations operations) {
        return check("broker", Condition.BROKER_AWAY, operations);
    }

    @Produces
    @Wellness
    HealthCheck deadLetters(Operations operations) {
        return check(Condition.DEAD_LETTERS_WAITING, operations);
    }

    @Produces
    @Wellness
    HealthCheck relay(Operations operations) {
        return check(Condition.RELAY_STALLED, operations);
    }

    @Produces
    @Wellness
    HealthCheck lag(Operations operations) {
        return check(Condition.LAG_HIGH, operations);
    }

    @Produces
    @Wellness
    HealthCheck propagation(Operations operations) {
        return check(Condition.PROPAGATION_SLOW, operations);
    }

    @Produces
    @Wellness
    HealthCheck invariants(Operations operations) {
        return check(Condition.INVARIANT_BROKEN, operations);
    }

    @Produces
    @Wellness
    HealthCheck schedules(Operations operations) {
        return check(Condition.SCHEDULES_UNASSIGNED, operations);
    }

    private static HealthCheck check(Condition condition, Operations operations) {
        return check(Alert.name(condition), condition, operations);
    }

    private static HealthCheck check(String name, Condition condition, Operations operations) {
        return () -> operations.own().stream()
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
