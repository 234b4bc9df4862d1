package uk.gov.education.training.platform.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.platform.operations.domain.InstanceView;

/**
 * Gives readers a snapshot of all instances and alerts, as this instance knows them. It needs neither the broker nor
 * the database. Each message of the topics is also fired as {@link ActivityReceived} or {@link AlertReceived}.
 */
@ApplicationScoped
public class OperationsState {

    private volatile View view = new View(List.of(), List.of(), List.of(), true);

    /**
     * @param localConditions the conditions of this instance
     * @param disconnected whether this instance can't receive the others' reports
     */
    record View(
            List<InstanceView> instances,
            List<Alert> alerts,
            List<ActiveCondition> localConditions,
            boolean disconnected) {}

    void update(View newest) {
        view = newest;
    }

    /** All instances of all services, in order of service and name. */
    public List<InstanceView> instances() {
        return view.instances;
    }

    /** The raised alerts, oldest first, including those that this instance can't publish yet. */
    public List<Alert> alerts() {
        return view.alerts;
    }

    public List<ActiveCondition> localConditions() {
        return view.localConditions;
    }

    /** Whether the broker can't be reached from here. The other instances' reports are outdated then. */
    public boolean isDisconnected() {
        return view.disconnected;
    }
}
